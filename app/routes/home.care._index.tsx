import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listDefects } from '#app/features/care/defects/read-defects.server.ts';
import { ownerDefectQuerySchema } from '#app/features/care/defects/schema.ts';
import { OwnerDefects } from '#app/features/care/defects/ui/owner-defects.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home.care._index');

/** Defects of one page (B1). */
const PAGE = 15;

export const meta: MetaFunction = () => [{ title: 'Defects · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => ({
  page: await listDefects(scope, { limit: PAGE, ...readQuery(request, ownerDefectQuerySchema) }),
}));

export default function Defects() {
  return <OwnerDefects {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
