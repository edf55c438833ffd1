import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { engineEvents, engineQueue, engineRuns, type EngineError, type EngineEvent } from '../../schema/engine.ts';
import type { Tx } from '../../scope.ts';
import { storable } from '../../storable.ts';

export type { EngineError, EngineEvent, EngineStepResult } from '../../schema/engine.ts';

const OPEN = ['queued', 'running'] as const;
const milliseconds = (count: number) => sql`${count} * interval '1 millisecond'`;

/** Keeps an event for 24 hours. False when one of its id is kept already. */
export async function storeEvent(tx: Tx, event: EngineEvent): Promise<boolean> {
  const stored = await tx
    .insert(engineEvents)
    .values({ id: event.id, name: event.name, data: event.data })
    .onConflictDoUpdate({
      target: engineEvents.id,
      set: { name: event.name, data: event.data, receivedAt: sql`now()` },
      setWhere: sql`${engineEvents.receivedAt} < now() - interval '24 hours'`,
    })
    .returning({ id: engineEvents.id });
  return stored.length > 0;
}

export type RunToStart = {
  functionId: string;
  event: EngineEvent;
  concurrencyKeys: string[];
  fairnessKey: string;
  /** Milliseconds within which it must begin. */
  startTimeoutMs: number | undefined;
};

/** A run and its first item in the queue. */
export async function insertRun(
  tx: Tx,
  { functionId, event, startTimeoutMs, concurrencyKeys, fairnessKey }: RunToStart,
): Promise<void> {
  const runId = v7();
  const deadlineAt = startTimeoutMs === undefined ? null : sql`now() + ${milliseconds(startTimeoutMs)}`;
  await tx.insert(engineRuns).values({ id: runId, functionId, event, concurrencyKeys, fairnessKey, deadlineAt });
  await tx.insert(engineQueue).values({ id: v7(), runId, functionId, kind: 'discover', concurrencyKeys, fairnessKey });
}

export type RunFilter = {
  /** Made within so many milliseconds. */
  windowMs: number | undefined;
  /** Values that the run's event has at these paths. */
  required: readonly { path: readonly string[]; value: unknown }[];
};

/** A function's open runs, oldest first. */
export function selectOpenRuns(
  tx: Tx,
  functionId: string,
  { windowMs, required }: RunFilter,
): Promise<{ id: string; event: EngineEvent }[]> {
  return tx
    .select({ id: engineRuns.id, event: engineRuns.event })
    .from(engineRuns)
    .where(
      and(
        eq(engineRuns.functionId, functionId),
        inArray(engineRuns.state, OPEN),
        windowMs === undefined ? undefined : sql`${engineRuns.createdAt} > now() - ${milliseconds(windowMs)}`,
        ...required.map(
          ({ path, value }) =>
            sql`${engineRuns.event} #> ${`{${path.join(',')}}`}::text[] = ${JSON.stringify(value)}::jsonb`,
        ),
      ),
    )
    .orderBy(engineRuns.id);
}

/** Ends an open run without a result and takes its items off the queue. Undefined when it has ended already. */
export async function endOpenRun(
  tx: Tx,
  runId: string,
  end: { state: 'cancelled' | 'failed'; error: EngineError },
): Promise<{ functionId: string; event: EngineEvent } | undefined> {
  const [run] = await tx
    .update(engineRuns)
    .set({ state: end.state, error: storable(end.error), endedAt: sql`now()` })
    .where(and(eq(engineRuns.id, runId), inArray(engineRuns.state, OPEN)))
    .returning({ functionId: engineRuns.functionId, event: engineRuns.event });
  if (run) await tx.delete(engineQueue).where(eq(engineQueue.runId, runId));
  return run;
}

/** Whether the run's time is up. */
export async function isRunLate(tx: Tx, runId: string): Promise<boolean> {
  const late = await tx
    .select({ id: engineRuns.id })
    .from(engineRuns)
    .where(and(eq(engineRuns.id, runId), sql`${engineRuns.deadlineAt} <= now()`));
  return late.length > 0;
}

/**
 * Marks an open run as running; `finishTimeoutMs`, from its first call, is then its time. Undefined when it has ended.
 */
export async function markRunning(
  tx: Tx,
  runId: string,
  finishTimeoutMs: number | undefined,
): Promise<{ event: EngineEvent } | undefined> {
  const begun = sql`coalesce(${engineRuns.startedAt}, now())`;
  const deadlineAt = finishTimeoutMs === undefined ? null : sql`${begun} + ${milliseconds(finishTimeoutMs)}`;
  const [run] = await tx
    .update(engineRuns)
    .set({ state: 'running', startedAt: begun, deadlineAt })
    .where(and(eq(engineRuns.id, runId), inArray(engineRuns.state, OPEN)))
    .returning({ event: engineRuns.event });
  return run;
}

/** Ends a run with its result. */
export async function completeRun(tx: Tx, runId: string, output: unknown): Promise<void> {
  await tx
    .update(engineRuns)
    .set({ state: 'completed', output: storable(output), endedAt: sql`now()` })
    .where(eq(engineRuns.id, runId));
  await tx.delete(engineQueue).where(eq(engineQueue.runId, runId));
}

/** Open runs whose time is up and that nobody is calling at this moment; 100 at most. */
export async function selectLateRuns(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select r.id from engine_runs r where r.state in ('queued', 'running') and r.deadline_at <= now()
    and not exists (select from engine_queue q where q.run_id = r.id and q.lease_until > now()) order by r.id
      limit 100`);
  return rows.map(({ id }) => id);
}
