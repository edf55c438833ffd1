import { api } from '#app/features/identity/api.server.ts';
import { collectMetrics } from '#app/features/observability/collect-metrics.server.ts';
import { guardMetrics } from '#app/features/observability/guard-metrics.server.ts';
import { env } from '#app/platform/env.ts';
import { METRICS_CONTENT_TYPE } from '#app/platform/metrics.ts';
import { requestContext } from '#app/platform/request-context.ts';

const route = api('routes/metrics', {
  /** Prometheus text (D7), for this machine or with METRICS_TOKEN. */
  GET: async ({ request }) => {
    guardMetrics(request, requestContext()?.direct ?? false, env.METRICS_TOKEN);
    const headers = { 'Content-Type': METRICS_CONTENT_TYPE, 'Cache-Control': 'no-store' };
    return new Response(await collectMetrics(), { headers });
  },
});

export const loader = route.loader;
export const action = route.action;
