import { api } from '#app/features/identity/api.server.ts';
import { readAnalytics } from '#app/features/insights/read-analytics.server.ts';
import { analyticsQuerySchema } from '#app/features/insights/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.analytics.questions-by-day', {
  /** The builder's figures of each day from `from` to `to`, at most 366 (G1, B3). */
  GET: async ({ request, scope }) => {
    const query = readQuery(request, analyticsQuerySchema(isoDay(new Date())));
    const { days, from, to, time_zone, development_id } = await readAnalytics(scope, query);
    return jsonResponse({ items: days, next_cursor: null, from, to, time_zone, development_id });
  },
});

export const loader = route.loader;
export const action = route.action;
