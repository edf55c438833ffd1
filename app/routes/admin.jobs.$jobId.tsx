import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { getJob } from '#app/features/operations/records/get-job.server.ts';
import type { JobOutcome } from '#app/features/operations/ui/job-actions.tsx';
import { JobPage } from '#app/features/operations/ui/job-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.jobs.$jobId');

export const meta: MetaFunction = () => [{ title: 'Job · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) => {
  const { tenantName, ...job } = await getJob(scope, params.jobId);
  return { job, tenantName, now: new Date().toISOString() };
});

/** `replay` does an ended job again, `cancel` ends an open one. */
export const action = route.intents(
  {
    replay: async ({ scope, params }): Promise<JobOutcome> => {
      const { jobId } = await replayJob(scope, params.jobId);
      return { ok: true, message: 'The work starts anew as a job of its own.', newJobId: jobId };
    },
    cancel: async ({ scope, params }): Promise<JobOutcome> => {
      await cancelJob(scope, params.jobId);
      return { ok: true, message: 'The job was cancelled.', newJobId: null };
    },
  },
  (error): JobOutcome => ({ ok: false, message: error.message, newJobId: null }),
);

export default function Job() {
  return <JobPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/jobs', label: 'All jobs' }} />;
}
