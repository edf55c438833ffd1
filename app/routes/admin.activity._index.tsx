import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { getChainState } from '#app/features/operations/activity/get-chain-state.server.ts';
import { listActivity } from '#app/features/operations/records/list-activity.server.ts';
import { activityFilterSchema } from '#app/features/operations/records/schema.ts';
import { ActivityPage } from '#app/features/operations/ui/activity-page.tsx';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.activity._index');

export const meta: MetaFunction = () => [{ title: 'Activity · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, activityFilterSchema);
  return withScope(
    scope,
    async () => ({
      page: await listActivity(scope, query),
      tenants: await listTenantNames(scope),
      chain: await getChainState(scope),
    }),
    { readOnly: true },
  );
});

export default function Activity() {
  return <ActivityPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
