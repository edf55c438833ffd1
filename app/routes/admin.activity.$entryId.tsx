import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { getActivity } from '#app/features/operations/records/get-activity.server.ts';
import { ActivityEntryPage } from '#app/features/operations/ui/activity-entry-page.tsx';
import { readTenantName } from '#app/features/tenancy/read-tenant-name.server.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.activity.$entryId');

export const meta: MetaFunction = () => [{ title: 'Activity · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) =>
  withScope(
    scope,
    async () => {
      const entry = await getActivity(scope, params.entryId);
      return { entry, tenantName: await readTenantName(scope, entry.tenant_id) };
    },
    { readOnly: true },
  ),
);

export default function ActivityEntry() {
  return <ActivityEntryPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/activity', label: 'All activity' }} />;
}
