import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { engineEvents, engineQueue, engineRuns, type EngineError, type EngineEvent } from '#db/schema/engine.ts';
import type { Tx } from '#db/scope.ts';
import { isTrue, requiredOfEvent } from './expressions.ts';
import { concurrencyOf, isTriggeredBy, type EngineFunction } from './function-catalogue.ts';
import { storable } from './stored-json.ts';

export type Catalogue = ReadonlyMap<string, EngineFunction>;

/** An event as it is sent; without an id it is one of its own. */
export type IncomingEvent = { id?: string | undefined; name: string; data?: Record<string, unknown> | undefined; ts?: number | undefined };

/**
 * Takes events in within the caller's transaction: stores each once (by id, 24 hours), starts a run of every function that it
 * triggers and cancels the runs that wait for it. Returns the ids, also of events that were there before.
 */
export async function acceptEvents(tx: Tx, catalogue: Catalogue, incoming: readonly IncomingEvent[]): Promise<string[]> {
  const ids: string[] = [];
  for (const sent of incoming) {
    const event: EngineEvent = storable({ id: sent.id ?? v7(), name: sent.name, data: sent.data ?? {}, ts: sent.ts ?? Date.now() });
    ids.push(event.id);
    if (!(await storeOnce(tx, event))) continue;
    for (const fn of catalogue.values()) {
      if (isTriggeredBy(fn, event)) await startRun(tx, fn, event);
      await cancelRunsOn(tx, catalogue, fn, event);
    }
  }
  return ids;
}

/** Starts a run of one function by an event that only it gets (a cron's tick). False when this event was there before. */
export async function acceptTick(tx: Tx, fn: EngineFunction, tick: EngineEvent): Promise<boolean> {
  if (!(await storeOnce(tx, tick))) return false;
  await startRun(tx, fn, tick);
  return true;
}

async function storeOnce(tx: Tx, event: EngineEvent): Promise<boolean> {
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

async function startRun(tx: Tx, fn: EngineFunction, event: EngineEvent): Promise<void> {
  const runId = v7();
  const keys = concurrencyOf(fn, event);
  const deadlineAt = fn.startTimeoutMs === undefined ? null : sql`now() + ${fn.startTimeoutMs} * interval '1 millisecond'`;
  await tx.insert(engineRuns).values({ id: runId, functionId: fn.id, event, ...keys, deadlineAt });
  await tx.insert(engineQueue).values({ id: v7(), runId, functionId: fn.id, kind: 'discover', ...keys });
}

async function cancelRunsOn(tx: Tx, catalogue: Catalogue, fn: EngineFunction, event: EngineEvent): Promise<void> {
  for (const cancel of fn.cancels) {
    if (cancel.event !== event.name) continue;
    const required = requiredOfEvent(cancel.condition, event);
    const candidates = await tx
      .select({ id: engineRuns.id, event: engineRuns.event })
      .from(engineRuns)
      .where(
        and(
          eq(engineRuns.functionId, fn.id),
          inArray(engineRuns.state, ['queued', 'running']),
          cancel.windowMs === undefined ? undefined : sql`${engineRuns.createdAt} > now() - ${cancel.windowMs} * interval '1 millisecond'`,
          ...required.map(({ path, value }) => sql`${engineRuns.event} #> ${`{${path.join(',')}}`}::text[] = ${JSON.stringify(value)}::jsonb`),
        ),
      )
      .orderBy(engineRuns.id);
    for (const run of candidates) {
      if (isTrue(cancel.condition, { event: run.event, async: event })) await cancelRun(tx, catalogue, run.id, `cancelled by the event ${event.name}`);
    }
  }
}

/** Ends a run without a result; what its steps still bring is dropped. Nothing happens when it has ended already. */
export async function cancelRun(tx: Tx, catalogue: Catalogue, runId: string, reason: string): Promise<void> {
  await endRun(tx, catalogue, runId, { state: 'cancelled', error: { name: 'Cancelled', message: `The run was ${reason}.` } }, 'inngest/function.cancelled');
}

/** Ends a run as failed and tells its onFailure handler (the event inngest/function.failed). */
export async function failRun(tx: Tx, catalogue: Catalogue, runId: string, error: EngineError): Promise<void> {
  await endRun(tx, catalogue, runId, { state: 'failed', error }, 'inngest/function.failed');
}

async function endRun(tx: Tx, catalogue: Catalogue, runId: string, end: { state: 'cancelled' | 'failed'; error: EngineError }, notice: string): Promise<void> {
  const error = storable(end.error);
  const [run] = await tx
    .update(engineRuns)
    .set({ state: end.state, error, endedAt: sql`now()` })
    .where(and(eq(engineRuns.id, runId), inArray(engineRuns.state, ['queued', 'running'])))
    .returning({ functionId: engineRuns.functionId, event: engineRuns.event });
  if (!run) return;
  await tx.delete(engineQueue).where(eq(engineQueue.runId, runId));
  const data = { function_id: run.functionId, run_id: runId, error: { stack: '', ...error }, event: run.event };
  await acceptEvents(tx, catalogue, [{ id: `${runId}:${end.state}`, name: notice, data }]);
}
