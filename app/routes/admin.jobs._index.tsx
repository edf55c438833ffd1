import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listJobs } from '#app/features/jobs/list-jobs.server.ts';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { jobFilterSchema } from '#app/features/operations/schema.ts';
import { JobsPage } from '#app/features/operations/ui/jobs-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.jobs._index');

export const meta: MetaFunction = () => [{ title: 'Jobs · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, jobFilterSchema);
  const now = new Date().toISOString();
  return withScope(
    scope,
    async () => ({ page: await listJobs(scope, query), tenants: await listTenantNames(scope), now }),
    { readOnly: true },
  );
});

export default function Jobs() {
  return <JobsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
