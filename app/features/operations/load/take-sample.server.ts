import { statfs } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readBacklogAndPool } from '#app/features/observability/collect-metrics.server.ts';
import { readiness } from '#app/features/observability/readiness.server.ts';
import { lostLogLines } from '#app/platform/logger.ts';
import { readMetric, type MetricValue } from '#app/platform/metrics.ts';
import type { Buckets, Sample } from '../alerts/alert-signals.ts';
import { CHAT_ROUTES, ONBOARDING_ROUTES } from './counted-routes.ts';

/** Their 503 is an answer, not an error; `starting` stands for all that came before the application was ready. */
export const NO_SERVICE = new Set(['routes/healthz', 'routes/readyz', 'routes/metrics', 'starting']);
/** The database has an alert of its own, and starting is no fault. */
const NOT_COUNTED = new Set(['database', 'start']);

/**
 * Takes samples of the process: of its own metrics, its dependencies, the job queue and the disks of `folders`. The
 * event loop has a monitor of its own, since reading the one of /metrics would begin it anew.
 */
export function createSampler(folders: readonly string[]): { take(): Promise<Sample>; close(): void } {
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  return {
    async take() {
      const at = Date.now();
      const [{ backlog, pool, chain }, { dependencies }, http, model, errors, dropped, diskFreeBytes] =
        await Promise.all([
          readBacklogAndPool(),
          readiness(),
          readMetric('http_request_duration_seconds'),
          readMetric('model_call_duration_seconds'),
          readMetric('errors_total'),
          readMetric('error_tracker_dropped_total'),
          freeBytes(folders),
        ]);
      const requests = http.filter(
        ({ metricName, labels }) => metricName?.endsWith('_count') && !NO_SERVICE.has(String(labels.route)),
      );
      const calls = model.filter(({ metricName }) => metricName?.endsWith('_count'));
      const eventLoopP99 = loop.percentile(99) / 1e9;
      loop.reset();
      return {
        at,
        databaseUp: backlog !== undefined,
        dependenciesDown: Object.entries(dependencies).filter(([name, state]) => !NOT_COUNTED.has(name) && !state.ok)
          .length,
        requests: sum(requests),
        serverErrors: sum(requests.filter(({ labels }) => String(labels.status).startsWith('5'))),
        chat: bucketsOf(http, CHAT_ROUTES),
        onboarding: bucketsOf(http, ONBOARDING_ROUTES),
        // What lies above the timer's own 20 ms.
        eventLoopP99: Math.max(0, eventLoopP99 - 0.02),
        memoryBytes: process.memoryUsage.rss(),
        poolWaiting: pool?.waitingCount,
        oldestJob: backlog?.oldestOpenSeconds,
        oldestEvent: backlog?.oldestOutboxSeconds,
        failedJobs: sum(errors.filter(({ labels }) => labels.kind === 'job' && labels.code !== 'refused')),
        modelCalls: sum(calls.filter(({ labels }) => labels.outcome !== 'cancelled')),
        modelFailures: sum(calls.filter(({ labels }) => labels.outcome === 'error')),
        logLinesLost: lostLogLines(),
        errorRowsDropped: sum(dropped),
        diskFreeBytes,
        activityBroken: chain && chain.verification?.fault != null,
        activityWaiting: chain?.waitingSeconds,
      };
    },
    close: () => void loop.disable(),
  };
}

const sum = (values: readonly MetricValue[]): number => values.reduce((total, { value }) => total + value, 0);

function bucketsOf(values: readonly MetricValue[], routes: ReadonlySet<string>): Buckets {
  const counts = new Map<number, number>();
  for (const { metricName, labels, value } of values) {
    if (!metricName?.endsWith('_bucket') || !routes.has(String(labels.route))) continue;
    const bound = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
    counts.set(bound, (counts.get(bound) ?? 0) + value);
  }
  return [...counts].toSorted(([a], [b]) => a - b);
}

/** Of the disk with the least; undefined when none can be read. */
async function freeBytes(folders: readonly string[]): Promise<number | undefined> {
  const free = await Promise.all(
    folders.map((folder) =>
      statfs(folder).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => undefined,
      ),
    ),
  );
  const known = free.filter((bytes) => bytes !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
