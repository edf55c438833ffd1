import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listDevelopments } from '#app/features/tenancy/list-developments.server.ts';
import { developmentListSchema } from '#app/features/operations/records/schema.ts';
import { DevelopmentsPage } from '#app/features/operations/ui/developments-page.tsx';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.developments._index');

export const meta: MetaFunction = () => [
  { title: 'Developments · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, developmentListSchema);
  return withScope(
    scope,
    async () => ({ page: await listDevelopments(scope, query), tenants: await listTenantNames(scope) }),
    { readOnly: true },
  );
});

export default function Developments() {
  return <DevelopmentsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
