import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { getError } from '#app/features/operations/records/get-error.server.ts';
import { ErrorEntryPage } from '#app/features/operations/ui/error-entry-page.tsx';
import { readTenantName } from '#app/features/tenancy/read-tenant-name.server.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.errors.$errorId');

export const meta: MetaFunction = () => [{ title: 'Error · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) =>
  withScope(
    scope,
    async () => {
      const error = await getError(scope, params.errorId);
      return { error, tenantName: await readTenantName(scope, error.tenant_id) };
    },
    { readOnly: true },
  ),
);

export default function ErrorEntry() {
  return <ErrorEntryPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/errors', label: 'All errors' }} />;
}
