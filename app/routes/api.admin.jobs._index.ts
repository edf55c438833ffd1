import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { listJobs } from '#app/features/jobs/list-jobs.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';
import { jobFilterSchema } from '#app/features/operations/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

/** Jobs of all tenants, newest first, by state, event and tenant (H11, B1). */
export const loader = apiLoader(async ({ request }) => jsonResponse(await listJobs(await requireAdmin(request), readQuery(request, jobFilterSchema))));

export const action = apiAction({}, { get: true });
