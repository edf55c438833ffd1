import { api } from '#app/features/identity/api.server.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';

const route = api('routes/api.admin.jobs.$jobId.cancel', {
  /** Cancels an open job (H11): 204, 409 when it has ended. */
  POST: async ({ scope, params }) => {
    await cancelJob(scope, params.jobId);
    return new Response(null, { status: 204 });
  },
});

export const loader = route.loader;
export const action = route.action;
