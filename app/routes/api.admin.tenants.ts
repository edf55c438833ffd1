import { api } from '#app/features/identity/api.server.ts';
import { listTenants } from '#app/features/tenancy/list-tenants.server.ts';
import { tenantListSchema } from '#app/features/operations/records/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.tenants', {
  /** The builders (H1), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listTenants(scope, readQuery(request, tenantListSchema))),
});

export const loader = route.loader;
export const action = route.action;
