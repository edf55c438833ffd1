import { api } from '#app/features/identity/api.server.ts';
import { listDevelopments } from '#app/features/tenancy/list-developments.server.ts';
import { developmentListSchema } from '#app/features/operations/records/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.developments', {
  /** The builders’ sites, by name (H2), a page at a time (B1). */
  GET: async ({ request, scope }) =>
    jsonResponse(await listDevelopments(scope, readQuery(request, developmentListSchema))),
});

export const loader = route.loader;
export const action = route.action;
