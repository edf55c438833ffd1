import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { loadSamples, type LoadSpan, type SlowOperation } from '../../schema/operations.ts';
import type { Tx } from '../../scope.ts';

export type { LoadSpan } from '../../schema/operations.ts';

export type LoadRow = typeof loadSamples.$inferInsert;

/** Of `routes`: all routes together. */
export const ALL_ROUTES = '*';

/** Writes what a process did, each row in place of what stood there. */
export async function saveLoad(tx: Tx, rows: readonly LoadRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(loadSamples)
    .values([...rows])
    .onConflictDoUpdate({
      target: [loadSamples.span, loadSamples.at, loadSamples.process],
      set: {
        requests: sql`excluded.requests`,
        errors: sql`excluded.errors`,
        routes: sql`excluded.routes`,
        slow: sql`excluded.slow`,
        eventLoopMs: sql`excluded.event_loop_ms`,
        heapBytes: sql`excluded.heap_bytes`,
        rssBytes: sql`excluded.rss_bytes`,
        poolOpen: sql`excluded.pool_open`,
        poolWaiting: sql`excluded.pool_waiting`,
        queueSeconds: sql`excluded.queue_seconds`,
        databaseBytes: sql`excluded.database_bytes`,
        diskFreeBytes: sql`excluded.disk_free_bytes`,
      },
    });
}

export type LoadPoint = Omit<typeof loadSamples.$inferSelect, 'routes' | 'slow' | 'span'> & {
  /** Of all routes, as LoadRoutes has it. */
  all: number[] | null;
};

/** What each process did from `from` on, by `span`, the oldest first: 5,000 at most, a week of thirty processes. */
export function selectLoad(tx: Tx, { span, from }: { span: LoadSpan; from: Date }): Promise<LoadPoint[]> {
  const { at, process, requests, errors, eventLoopMs, heapBytes, rssBytes, poolOpen, poolWaiting } = loadSamples;
  const { queueSeconds, databaseBytes, diskFreeBytes, routes } = loadSamples;
  const all = sql<number[] | null>`${routes} -> ${ALL_ROUTES}`;
  return tx
    .select({
      at,
      process,
      requests,
      errors,
      eventLoopMs,
      heapBytes,
      rssBytes,
      poolOpen,
      poolWaiting,
      queueSeconds,
      databaseBytes,
      diskFreeBytes,
      all,
    })
    .from(loadSamples)
    .where(and(eq(loadSamples.span, span), gte(at, from)))
    .orderBy(asc(at), asc(process))
    .limit(5_000);
}

/** The counts of each route from `from` on, all processes together, as LoadRoutes has them; 500 routes at most. */
export async function sumRoutes(tx: Tx, { span, from }: { span: LoadSpan; from: Date }) {
  const { rows } = await tx.execute<{ route: string; counts: (string | number)[] }>(sql`
    select route, json_agg(total order by place) as counts from (
      select r.key as route, c.place, sum(c.value::bigint) as total
      from load_samples s, jsonb_each(s.routes) r, jsonb_array_elements_text(r.value) with ordinality c (value, place)
      where s.span = ${span} and s.at >= ${from.toISOString()}::timestamptz and r.key <> ${ALL_ROUTES}
      group by r.key, c.place) as summed
    group by route order by route limit 500`);
  return rows.map(({ route, counts }) => ({ route, counts: counts.map(Number) }));
}

/** What was slow from `from` on, all processes together: the fifty that took longest together. */
export async function sumSlow(tx: Tx, { span, from }: { span: LoadSpan; from: Date }): Promise<SlowOperation[]> {
  const { rows } = await tx.execute<Record<keyof SlowOperation, string | number>>(sql`
    select o.value ->> 'operation' as operation, o.value ->> 'what' as what,
      sum((o.value ->> 'count')::bigint) as count, sum((o.value ->> 'total_ms')::bigint) as total_ms,
      max((o.value ->> 'max_ms')::bigint) as max_ms
    from load_samples s, jsonb_array_elements(s.slow) o
    where s.span = ${span} and s.at >= ${from.toISOString()}::timestamptz
    group by 1, 2 order by 4 desc, 1, 2 limit 50`);
  return rows.map((row) => ({
    operation: String(row.operation),
    what: String(row.what),
    count: Number(row.count),
    total_ms: Number(row.total_ms),
    max_ms: Number(row.max_ms),
  }));
}

/** Bytes of the whole database, and of its twenty largest tables with their indexes. */
export async function measureStorage(tx: Tx) {
  const { rows } = await tx.execute<{ name: string; bytes: string | number }>(sql`
    select c.relname as name, pg_total_relation_size(c.oid) as bytes from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by 2 desc, 1 limit 20`);
  return { bytes: await measureDatabase(tx), tables: rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })) };
}

export async function measureDatabase(tx: Tx): Promise<number | null> {
  const { rows } = await tx.execute<{ bytes: string | number | null }>(
    sql`select pg_database_size(current_database()) as bytes`,
  );
  return rows[0]?.bytes == null ? null : Number(rows[0].bytes);
}
