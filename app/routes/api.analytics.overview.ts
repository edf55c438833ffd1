import { api } from '#app/features/identity/api.server.ts';
import { readAnalytics } from '#app/features/insights/read-analytics.server.ts';
import { analyticsQuerySchema } from '#app/features/insights/schema.ts';
import { summariseAnalytics } from '#app/features/insights/summarise-analytics.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.analytics.overview', {
  /** The builder's figures from `from` to `to` together (G1, B3). */
  GET: async ({ request, scope }) => {
    const query = readQuery(request, analyticsQuerySchema(isoDay(new Date())));
    return jsonResponse(summariseAnalytics(await readAnalytics(scope, query)));
  },
});

export const loader = route.loader;
export const action = route.action;
