import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader, methodNotAllowed } from '#app/features/observability/handle-api.server.ts';
import { retryJob } from '#app/features/operations/retry-job.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

export const loader = apiLoader(async () => {
  throw methodNotAllowed(['POST']);
});

/** Does an ended job again (C5): 202 with the new job's id, 409 while it is open. */
export const action = apiAction({
  POST: async ({ request, params }) => {
    const scope = await requireAdmin(request, 'platform:manage');
    const { jobId } = await retryJob(scope, params.jobId);
    return jsonResponse({ job_id: jobId }, { status: 202 });
  },
});
