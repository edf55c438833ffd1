import { api } from '#app/features/identity/api.server.ts';
import { listLimited } from '#app/features/operations/limits/list-limited.server.ts';
import { limitFilterSchema } from '#app/features/operations/limits/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.limits._index', {
  /** Who is limited now (H10), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listLimited(scope, readQuery(request, limitFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
