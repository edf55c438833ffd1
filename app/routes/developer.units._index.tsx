import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listDevelopmentChoices } from '#app/features/documents/list-development-choices.server.ts';
import { listUnits } from '#app/features/homes/list-units.server.ts';
import { unitQuerySchema } from '#app/features/homes/schema.ts';
import { UnitsPage } from '#app/features/homes/ui/units-page.tsx';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction = () => [{ title: 'Houses · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** Houses of one page of the list (B1). */
const PAGE = 25;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answering(request, async () => {
    const scope = await requireDeveloper(request);
    const [page, developments] = await Promise.all([listUnits(scope, { ...readQuery(request, unitQuerySchema), limit: PAGE }), listDevelopmentChoices(scope)]);
    return { page, developments };
  });

export default function Units() {
  return <UnitsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
