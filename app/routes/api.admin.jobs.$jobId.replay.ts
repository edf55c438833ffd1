import { api } from '#app/features/identity/api.server.ts';
import { retryJob } from '#app/features/operations/jobs/retry-job.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.admin.jobs.$jobId.replay', {
  /** Does an ended job again (C5): 202 with the new job's id, 409 while it is open. */
  POST: async ({ scope, params }) => {
    const { jobId } = await retryJob(scope, params.jobId);
    return jsonResponse({ job_id: jobId }, { status: 202 });
  },
});

export const loader = route.loader;
export const action = route.action;
