import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { readAnalytics } from '#app/features/insights/read-analytics.server.ts';
import { analyticsQuerySchema } from '#app/features/insights/schema.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

/** The builder's figures of each day from `from` to `to`, at most 366 (G1, B3). */
export const loader = apiLoader(async ({ request }) => {
  const scope = await requireDeveloper(request);
  const { days, from, to, time_zone, development_id } = await readAnalytics(scope, readQuery(request, analyticsQuerySchema(isoDay(new Date()))));
  return jsonResponse({ items: days, next_cursor: null, from, to, time_zone, development_id });
});

export const action = apiAction({}, { get: true });
