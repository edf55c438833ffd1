import { collectMetrics } from '#app/features/observability/collect-metrics.server.ts';
import { guardMetrics } from '#app/features/observability/guard-metrics.server.ts';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { env } from '#app/platform/env.ts';
import { METRICS_CONTENT_TYPE } from '#app/platform/metrics.ts';
import { requestContext } from '#app/platform/request-context.ts';

/** Prometheus text (D7), for this machine or with METRICS_TOKEN. */
export const loader = apiLoader(async ({ request }) => {
  guardMetrics(request, requestContext()?.direct ?? false, env.METRICS_TOKEN);
  return new Response(await collectMetrics(), { headers: { 'Content-Type': METRICS_CONTENT_TYPE, 'Cache-Control': 'no-store' } });
});
