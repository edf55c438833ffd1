import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { getJob } from '#app/features/operations/get-job.server.ts';
import { listTenantNames } from '#app/features/operations/list-tenant-names.server.ts';
import { retryJob } from '#app/features/operations/retry-job.server.ts';
import { stopJob } from '#app/features/operations/stop-job.server.ts';
import type { JobOutcome } from '#app/features/operations/ui/job-actions.tsx';
import { JobPage } from '#app/features/operations/ui/job-page.tsx';
import { AppError } from '#app/platform/errors.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction = () => [{ title: 'Job · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answering(request, async () => {
    const scope = await requireAdmin(request);
    const [job, tenants] = await Promise.all([getJob(scope, params.jobId), listTenantNames(scope)]);
    return { job, tenantName: tenants.find((tenant) => tenant.id === job.tenant_id)?.name ?? null, now: new Date().toISOString() };
  });

/** `?intent=retry` does an ended job again, `?intent=cancel` stops an open one. */
export const action = async ({ request, params }: ActionFunctionArgs) => {
  const scope = await requireAdmin(request, 'platform:manage');
  try {
    switch (new URL(request.url).searchParams.get('intent')) {
      case 'retry': {
        const { jobId } = await retryJob(scope, params.jobId);
        return data<JobOutcome>({ ok: true, message: 'The work starts anew as a job of its own.', newJobId: jobId });
      }
      case 'cancel':
        await stopJob(scope, params.jobId);
        return data<JobOutcome>({ ok: true, message: 'The job was cancelled.', newJobId: null });
      default:
        throw new AppError('bad-request', 'Use the buttons of this page.');
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const error = logApiError(thrown);
    return data<JobOutcome>({ ok: false, message: error.message, newJobId: null }, { status: error.status });
  }
};

export default function Job() {
  return <JobPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
