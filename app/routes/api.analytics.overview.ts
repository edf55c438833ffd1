import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { readAnalytics } from '#app/features/insights/read-analytics.server.ts';
import { analyticsQuerySchema } from '#app/features/insights/schema.ts';
import { summariseAnalytics } from '#app/features/insights/summarise-analytics.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

/** The builder's figures from `from` to `to` together (G1, B3). */
export const loader = apiLoader(async ({ request }) => {
  const scope = await requireDeveloper(request);
  return jsonResponse(summariseAnalytics(await readAnalytics(scope, readQuery(request, analyticsQuerySchema(isoDay(new Date()))))));
});

export const action = apiAction({}, { get: true });
