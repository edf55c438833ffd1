import { api } from '#app/features/identity/api.server.ts';
import { readPlatformAnalytics } from '#app/features/operations/analytics/read-platform-analytics.server.ts';
import { platformDaysSchema } from '#app/features/operations/analytics/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.analytics.overview', {
  /** All tenants' figures by day and together (H3, B3). */
  GET: async ({ request, scope }) =>
    jsonResponse(await readPlatformAnalytics(scope, readQuery(request, platformDaysSchema(isoDay(new Date()))))),
});

export const loader = route.loader;
export const action = route.action;
