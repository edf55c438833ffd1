import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { errorDays, errorLog, llmErrorLog, llmUsage } from '../../schema/observability.ts';
import type { Tx } from '../../scope.ts';

export type ErrorRow = typeof errorLog.$inferInsert & { count: number };
export type LlmErrorRow = typeof llmErrorLog.$inferInsert;
export type LlmUsageRow = typeof llmUsage.$inferInsert;

/**
 * Writes errors by fingerprint: a known one counts up, by day too, and takes the latest occurrence's facts (D1); one
 * that was resolved before it happened is open again (H8). `rows` has each fingerprint once, in the order of
 * fingerprints, so that two instances cannot wait for each other.
 */
export async function upsertErrors(tx: Tx, rows: ErrorRow[]): Promise<void> {
  if (rows.length === 0) return;
  const again = sql`${errorLog.state} = 'resolved' and excluded.last_seen_at > ${errorLog.decidedAt}`;
  const written = await tx
    .insert(errorLog)
    .values(rows)
    .onConflictDoUpdate({
      target: errorLog.fingerprint,
      set: {
        count: sql`${errorLog.count} + excluded.count`,
        lastSeenAt: sql`greatest(${errorLog.lastSeenAt}, excluded.last_seen_at)`,
        tenantId: latest(errorLog.tenantId),
        message: latest(errorLog.message),
        stack: latest(errorLog.stack),
        method: latest(errorLog.method),
        requestId: latest(errorLog.requestId),
        userId: latest(errorLog.userId),
        release: latest(errorLog.release),
        state: sql`case when ${again} then 'open' else ${errorLog.state} end`,
        cameBackAt: sql`case when ${again} then excluded.last_seen_at else ${errorLog.cameBackAt} end`,
      },
    })
    .returning({ id: errorLog.id, fingerprint: errorLog.fingerprint });
  const ids = new Map(written.map(({ id, fingerprint }) => [fingerprint, id]));
  const days = rows.flatMap(({ fingerprint, count, lastSeenAt }) => {
    const errorId = ids.get(fingerprint);
    return errorId ? [{ errorId, day: (lastSeenAt ?? new Date()).toISOString().slice(0, 10), count }] : [];
  });
  await tx
    .insert(errorDays)
    .values(days)
    .onConflictDoUpdate({
      target: [errorDays.errorId, errorDays.day],
      set: { count: sql`${errorDays.count} + excluded.count` },
    });
}

/** The fact of the later occurrence: rows may wait, and come after newer ones of another instance. */
const latest = (column: PgColumn) =>
  sql`case when excluded.last_seen_at >= ${errorLog.lastSeenAt} then excluded.${sql.identifier(column.name)}
    else ${column} end`;

export async function insertLlmErrors(tx: Tx, rows: LlmErrorRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(llmErrorLog).values(rows).onConflictDoNothing();
}

export async function insertLlmUsage(tx: Tx, rows: LlmUsageRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(llmUsage).values(rows).onConflictDoNothing();
}

export type JobBacklogRow = {
  queued: number;
  running: number;
  retrying: number;
  oldestOpenSeconds: number;
  outbox: number;
  oldestOutboxSeconds: number;
};

/** Open jobs and undelivered events, of which at most 10,000 each are counted. */
export async function selectJobBacklog(tx: Tx): Promise<JobBacklogRow> {
  const { rows } = await tx.execute<Record<keyof JobBacklogRow, string | number>>(sql`
    with open_jobs as (select state, created_at from job_status where state in ('queued', 'running', 'retrying')
      order by deadline_at limit 10000),
      waiting as (select created_at from outbox order by id limit 10000)
    select
      (select count(*) from open_jobs where state = 'queued') as "queued",
      (select count(*) from open_jobs where state = 'running') as "running",
      (select count(*) from open_jobs where state = 'retrying') as "retrying",
      (select coalesce(extract(epoch from now() - min(created_at)), 0) from open_jobs) as "oldestOpenSeconds",
      (select count(*) from waiting) as "outbox",
      (select coalesce(extract(epoch from now() - min(created_at)), 0) from waiting) as "oldestOutboxSeconds"`);
  const row = rows[0];
  const figure = (key: keyof JobBacklogRow) => Math.max(0, Number(row?.[key] ?? 0));
  return {
    queued: figure('queued'),
    running: figure('running'),
    retrying: figure('retrying'),
    oldestOpenSeconds: figure('oldestOpenSeconds'),
    outbox: figure('outbox'),
    oldestOutboxSeconds: figure('oldestOutboxSeconds'),
  };
}
