import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listAdmins } from '#app/features/operations/errors/list-admins.server.ts';
import { listErrors } from '#app/features/operations/errors/list-errors.server.ts';
import { errorFilterSchema } from '#app/features/operations/errors/schema.ts';
import { ErrorsPage } from '#app/features/operations/ui/errors/errors-page.tsx';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.errors._index');

export const meta: MetaFunction = () => [{ title: 'Errors · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, errorFilterSchema);
  return withScope(
    scope,
    async () => ({
      page: await listErrors(scope, query),
      tenants: await listTenantNames(scope),
      admins: await listAdmins(scope),
    }),
    { readOnly: true },
  );
});

export default function Errors() {
  return <ErrorsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
