import { api } from '#app/features/identity/api.server.ts';
import { listJobs } from '#app/features/jobs/list-jobs.server.ts';
import { jobFilterSchema } from '#app/features/operations/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.jobs._index', {
  /** Jobs of all tenants, newest first, by state, event and tenant (H11, B1). */
  GET: async ({ request, scope }) => jsonResponse(await listJobs(scope, readQuery(request, jobFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
