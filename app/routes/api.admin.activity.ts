import { api } from '#app/features/identity/api.server.ts';
import { listActivity } from '#app/features/operations/records/list-activity.server.ts';
import { activityFilterSchema } from '#app/features/operations/records/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.activity', {
  /** Who did what, newest first (H5), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listActivity(scope, readQuery(request, activityFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
