import { api } from '#app/features/identity/api.server.ts';
import { readLoad } from '#app/features/operations/load/read-load.server.ts';
import { loadQuerySchema } from '#app/features/operations/load/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.load', {
  /** What every process did in the last hour, day or week: routes a page at a time, with all figures beside (H9). */
  GET: async ({ request, scope }) => jsonResponse(await readLoad(scope, readQuery(request, loadQuerySchema))),
});

export const loader = route.loader;
export const action = route.action;
