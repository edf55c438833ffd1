import type { ReactNode } from 'react';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted, formatCount } from '#app/ui/counted.ts';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { formatDuration } from '#app/ui/format-duration.ts';
import { TextLink } from '#app/ui/text-link.tsx';
import type { Load, LoadMoment, ProcessLoad, RouteLoad } from '../../load/read-load.server.ts';
import { Code, Moment } from '../facts.tsx';
import { shortMoment } from './short-moment.ts';

const took = (milliseconds: number | null) => (milliseconds === null ? '–' : formatDuration(milliseconds));
const withErrors = ({ requests, errors }: Pick<LoadMoment, 'requests' | 'errors'>) =>
  errors > 0 ? `${formatCount(requests)} (${counted(errors, 'error')})` : formatCount(requests);
const memoryOf = ({ rss_bytes: rss, heap_bytes: heap }: Pick<LoadMoment, 'rss_bytes' | 'heap_bytes'>) =>
  `${formatBytes(rss)} (heap ${formatBytes(heap)})`;
const number = { align: 'end' as const, className: 'whitespace-nowrap' };

export const routeColumns: Column<RouteLoad>[] = [
  { key: 'route', header: 'Route', primary: true, sort: 'route', cell: ({ route }) => <Code>{route}</Code> },
  { key: 'requests', header: 'Requests', sort: 'requests', ...number, cell: (row) => formatCount(row.requests) },
  {
    key: 'errors',
    header: 'Errors',
    sort: 'errors',
    ...number,
    cell: ({ errors }) => (errors > 0 ? <TextLink to="/admin/errors">{formatCount(errors)}</TextLink> : '0'),
  },
  { key: 'p50', header: 'p50', sort: 'p50', ...number, cell: ({ p50_ms }) => took(p50_ms) },
  { key: 'p95', header: 'p95', sort: 'p95', ...number, cell: ({ p95_ms }) => took(p95_ms) },
  { key: 'p99', header: 'p99', sort: 'p99', ...number, cell: ({ p99_ms }) => took(p99_ms) },
];

/** Few columns, so that the table needs no scrolling on a tablet: what belongs together stands together. */
const momentColumns = (step: Load['step']): Column<LoadMoment>[] => [
  { key: 'at', header: step === 'minute' ? 'Minute' : 'Hour', primary: true, cell: ({ at }) => shortMoment(at, step) },
  { key: 'requests', header: 'Requests', align: 'end', cell: withErrors },
  {
    key: 'latency',
    header: 'p50, p95, p99',
    align: 'end',
    cell: ({ p50_ms, p95_ms, p99_ms }) => (p50_ms === null ? '–' : `${took(p50_ms)}, ${took(p95_ms)}, ${took(p99_ms)}`),
  },
  { key: 'loop', header: 'Event loop', align: 'end', cell: (row) => took(row.event_loop_ms) },
  { key: 'memory', header: 'Memory', align: 'end', cell: memoryOf },
  { key: 'waiting', header: 'Waiting', align: 'end', cell: (row) => formatCount(row.pool_waiting) },
  {
    key: 'queue',
    header: 'Oldest job',
    align: 'end',
    cell: ({ queue_seconds: seconds }) => took(seconds === null ? null : seconds * 1_000),
  },
];

/** The charts' figures, the newest first; what was not written down is left out. */
export function MomentsTable({ load: { series, step } }: { load: Load }) {
  const written = series.filter(({ rss_bytes: rss }) => rss > 0).toReversed();
  return (
    <details className="mt-4">
      <summary className="min-h-11 cursor-pointer content-center text-sm font-semibold">The charts as a table</summary>
      <DataTable
        caption={`Load by ${step}`}
        columns={momentColumns(step)}
        rows={written}
        rowKey={({ at }) => at}
        empty={<p className="text-ink-soft">Nothing was written down yet.</p>}
      />
    </details>
  );
}

const processColumns: Column<ProcessLoad>[] = [
  { key: 'process', header: 'Process', primary: true, cell: ({ process }) => <Code>{process}</Code> },
  { key: 'requests', header: 'Requests', align: 'end', cell: withErrors },
  { key: 'loop', header: 'Event loop', align: 'end', cell: (row) => took(row.event_loop_ms) },
  { key: 'memory', header: 'Memory', align: 'end', cell: memoryOf },
  {
    key: 'pool',
    header: 'Database',
    align: 'end',
    cell: (row) => `${counted(row.pool_open, 'connection')}, ${formatCount(row.pool_waiting)} waiting`,
  },
  { key: 'seen', header: 'Last wrote', cell: ({ seen_at }) => <Moment at={seen_at} /> },
];

export function ProcessesTable({ processes }: Pick<Load, 'processes'>) {
  return (
    <Section
      title="Processes"
      note="Requests and errors in the period; of all else the highest. Named by host, port and start."
    >
      <DataTable
        caption="Processes"
        columns={processColumns}
        rows={processes}
        rowKey={({ process }) => process}
        empty={<p className="text-ink-soft">No process has written anything down yet.</p>}
      />
    </Section>
  );
}

type Slow = Load['slow'][number];

const slowColumns: Column<Slow>[] = [
  {
    key: 'what',
    header: 'What',
    primary: true,
    className: 'md:max-w-120',
    cell: ({ operation, what }) => (
      <span className="grid gap-0.5">
        {operation}
        {what ? (
          <span className="font-normal">
            <Code>{what}</Code>
          </span>
        ) : null}
      </span>
    ),
  },
  { key: 'count', header: 'Times', ...number, cell: ({ count }) => formatCount(count) },
  { key: 'total', header: 'Together', ...number, cell: (row) => took(row.total_ms) },
  { key: 'max', header: 'Slowest', ...number, cell: (row) => took(row.max_ms) },
];

export function SlowTable({ slow }: Pick<Load, 'slow'>) {
  return (
    <Section
      title="Slowest operations and statements"
      note="What went over its threshold (a statement 500 ms), what took longest together first; without values."
    >
      <DataTable
        caption="Slowest operations and statements"
        columns={slowColumns}
        rows={slow}
        rowKey={({ operation, what }) => `${operation} ${what}`}
        empty={<p className="text-ink-soft">Nothing was slow in this period.</p>}
      />
    </Section>
  );
}

const tableColumns: Column<Load['storage']['tables'][number]>[] = [
  { key: 'name', header: 'Table', primary: true, cell: ({ name }) => <Code>{name}</Code> },
  { key: 'bytes', header: 'Size', ...number, cell: ({ bytes }) => formatBytes(bytes) },
];

export function StorageTable({ storage }: Pick<Load, 'storage'>) {
  const known = (bytes: number | null) => (bytes === null ? 'not known' : formatBytes(bytes));
  return (
    <Section
      title="Storage"
      note={
        `The database takes ${known(storage.database_bytes)}; free on the fullest disk: ` +
        `${known(storage.disk_free_bytes)}. The largest tables, with their indexes:`
      }
    >
      <DataTable
        caption="Largest tables"
        columns={tableColumns}
        rows={storage.tables}
        rowKey={({ name }) => name}
        empty={null}
      />
    </Section>
  );
}

function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section className="mt-8">
      <h2 className="font-serif text-xl font-semibold">{title}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{note}</p>
      {children}
    </section>
  );
}
