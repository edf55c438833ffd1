import { api } from '#app/features/identity/api.server.ts';
import { listTenantFigures } from '#app/features/operations/analytics/read-platform-analytics.server.ts';
import { tenantFiguresSchema } from '#app/features/operations/analytics/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.analytics.tenants', {
  /** Tenants by name with their figures (H3), a page at a time (B1). */
  GET: async ({ request, scope }) =>
    jsonResponse(await listTenantFigures(scope, readQuery(request, tenantFiguresSchema(isoDay(new Date()))))),
});

export const loader = route.loader;
export const action = route.action;
