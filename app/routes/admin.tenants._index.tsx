import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listTenants } from '#app/features/tenancy/list-tenants.server.ts';
import { tenantListSchema } from '#app/features/operations/records/schema.ts';
import { TenantsPage } from '#app/features/operations/ui/tenants-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.tenants._index');

export const meta: MetaFunction = () => [{ title: 'Tenants · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  return { page: await listTenants(scope, readQuery(request, tenantListSchema)) };
});

export default function Tenants() {
  return <TenantsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
