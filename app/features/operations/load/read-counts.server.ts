import { HTTP_BUCKETS, readMetric } from '#app/platform/metrics.ts';
import { NO_SERVICE } from './take-sample.server.ts';

/** What this process has answered since it began, by route template (response-counts.ts). Probes are left out. */
export async function readCounts(): Promise<Map<string, number[]>> {
  const byRoute = new Map<string, number[]>();
  for (const { metricName, labels, value } of await readMetric('http_request_duration_seconds')) {
    const route = String(labels.route);
    if (NO_SERVICE.has(route)) continue;
    const counts = byRoute.get(route) ?? Array.from({ length: 2 + HTTP_BUCKETS.length }, () => 0);
    byRoute.set(route, counts);
    if (metricName?.endsWith('_count')) {
      counts[0] = (counts[0] ?? 0) + value;
      if (String(labels.status).startsWith('5')) counts[1] = (counts[1] ?? 0) + value;
    } else if (metricName?.endsWith('_bucket')) {
      const bucket = HTTP_BUCKETS.indexOf(Number(labels.le));
      if (bucket >= 0) counts[2 + bucket] = (counts[2 + bucket] ?? 0) + value;
    }
  }
  // Prometheus counts each bucket with those below it.
  for (const counts of byRoute.values())
    for (let place = counts.length - 1; place > 2; place -= 1)
      counts[place] = (counts[place] ?? 0) - (counts[place - 1] ?? 0);
  return byRoute;
}
