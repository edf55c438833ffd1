import { api } from '#app/features/identity/api.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.admin.jobs.$jobId.replay', {
  /** Replays an ended job (C5): 202 with the new job's id, 409 while it is open. */
  POST: async ({ scope, params }) => {
    const { jobId } = await replayJob(scope, params.jobId);
    return jsonResponse({ job_id: jobId }, { status: 202 });
  },
});

export const loader = route.loader;
export const action = route.action;
