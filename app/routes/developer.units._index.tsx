import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { listUnits } from '#app/features/homes/list-units.server.ts';
import { unitQuerySchema } from '#app/features/homes/schema.ts';
import { UnitsPage } from '#app/features/homes/ui/units-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.units._index');

export const meta: MetaFunction = () => [{ title: 'Houses · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** Houses of one page of the list (B1). */
const PAGE = 25;

export const loader = route.loader(async ({ request, scope }) => {
  const query = { ...readQuery(request, unitQuerySchema), limit: PAGE };
  return withScope(
    scope,
    async () => ({ page: await listUnits(scope, query), developments: await listDevelopmentChoices(scope) }),
    { readOnly: true },
  );
});

export default function Units() {
  return <UnitsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
