import { counted, formatCount } from '#app/ui/counted.ts';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { formatDuration } from '#app/ui/format-duration.ts';
import type { Load, LoadMoment } from '../../load/read-load.server.ts';
import { shortMoment } from './short-moment.ts';
import { SpanChart } from './span-chart.tsx';

const most = (series: readonly LoadMoment[], of: (moment: LoadMoment) => number | null) =>
  series.reduce((highest, moment) => Math.max(highest, of(moment) ?? 0), 0);
const total = (series: readonly LoadMoment[], of: (moment: LoadMoment) => number) =>
  series.reduce((sum, moment) => sum + of(moment), 0);

/** Requests and errors, latency, event loop, memory, pool and queue over the span. */
export function LoadCharts({ load: { series, step } }: { load: Load }) {
  const ends = [shortMoment(series[0]?.at, step), shortMoment(series.at(-1)?.at, step)] as const;
  const errors = total(series, (moment) => moment.errors);
  return (
    <div className="grid gap-4 *:min-w-0 sm:grid-cols-2 xl:grid-cols-3">
      <SpanChart
        title="Requests"
        words={`${counted(
          total(series, (moment) => moment.requests),
          'request',
        )}, ${counted(errors, 'server error')}.`}
        values={series.map((moment) => moment.requests)}
        bad={series.map((moment) => moment.errors)}
        ends={ends}
      />
      <SpanChart
        title="Latency, p95"
        words={`At most ${formatDuration(most(series, (moment) => moment.p95_ms))} of all routes together.`}
        values={series.map((moment) => moment.p95_ms)}
        ends={ends}
      />
      <SpanChart
        title="Event loop delay, p99"
        words={`At most ${formatDuration(most(series, (moment) => moment.event_loop_ms))} in any process.`}
        values={series.map((moment) => moment.event_loop_ms)}
        ends={ends}
      />
      <SpanChart
        title="Memory"
        words={
          `At most ${formatBytes(most(series, (moment) => moment.rss_bytes))} of one process, ` +
          `${formatBytes(most(series, (moment) => moment.heap_bytes))} of it heap.`
        }
        values={series.map((moment) => moment.rss_bytes)}
        ends={ends}
      />
      <SpanChart
        title="Waiting for the database"
        words={`At most ${formatCount(most(series, (moment) => moment.pool_waiting))} at once.`}
        values={series.map((moment) => moment.pool_waiting)}
        ends={ends}
      />
      <SpanChart
        title="Oldest open job"
        words={`At most ${formatDuration(most(series, (moment) => moment.queue_seconds) * 1_000)} old.`}
        values={series.map((moment) => moment.queue_seconds)}
        ends={ends}
      />
    </div>
  );
}
