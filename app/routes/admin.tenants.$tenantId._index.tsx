import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listStaff } from '#app/features/identity/impersonation/list-people.server.ts';
import { peopleQuerySchema } from '#app/features/identity/impersonation/schema.ts';
import { page } from '#app/features/identity/page.server.ts';
import { StaffPage } from '#app/features/operations/ui/people/people-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.tenants.$tenantId._index');

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.tenant.name ?? 'Tenant'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ request, scope, params }) =>
  listStaff(scope, params.tenantId, readQuery(request, peopleQuerySchema)),
);

export default function Staff() {
  return <StaffPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/tenants', label: 'All tenants' }} />;
}
