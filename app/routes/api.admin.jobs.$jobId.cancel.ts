import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader, methodNotAllowed } from '#app/features/observability/handle-api.server.ts';
import { stopJob } from '#app/features/operations/stop-job.server.ts';

export const loader = apiLoader(async () => {
  throw methodNotAllowed(['POST']);
});

/** Stops an open job (H11): 204, 409 when it has ended. */
export const action = apiAction({
  POST: async ({ request, params }) => {
    const scope = await requireAdmin(request, 'platform:manage');
    await stopJob(scope, params.jobId);
    return new Response(null, { status: 204 });
  },
});
