import { api } from '#app/features/identity/api.server.ts';
import { readPlatformAnalytics } from '#app/features/operations/analytics/read-platform-analytics.server.ts';
import { platformAnalyticsSchema } from '#app/features/operations/analytics/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.analytics', {
  /** The builders by name with their figures (H3), a page at a time (B1), and those of the page by day (B3). */
  GET: async ({ request, scope }) => {
    const query = readQuery(request, platformAnalyticsSchema(isoDay(new Date())));
    return jsonResponse(await readPlatformAnalytics(scope, query));
  },
});

export const loader = route.loader;
export const action = route.action;
