import { v7 } from 'uuid';
import {
  endOpenRun,
  insertRun,
  selectOpenRuns,
  storeEvent,
  type EngineError,
  type EngineEvent,
} from '#db/queries/engine/runs.ts';
import type { Tx } from '#db/scope.ts';
import { storable } from '#db/storable.ts';
import { isTrue, requiredOfEvent } from './expressions.ts';
import { concurrencyOf, isTriggeredBy, type EngineFunction } from './function-catalogue.ts';

export type Catalogue = ReadonlyMap<string, EngineFunction>;

/** An event as it is sent; without an id it is one of its own. */
export type IncomingEvent = {
  id?: string | undefined;
  name: string;
  data?: Record<string, unknown> | undefined;
  ts?: number | undefined;
};

/**
 * Takes events in within the caller's transaction: stores each once (by id, 24 hours), starts a run of every function
 * that it triggers and cancels the runs that wait for it. Returns the ids, also of events that were there before.
 */
export async function acceptEvents(
  tx: Tx,
  catalogue: Catalogue,
  incoming: readonly IncomingEvent[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const sent of incoming) {
    const event: EngineEvent = storable({
      id: sent.id ?? v7(),
      name: sent.name,
      data: sent.data ?? {},
      ts: sent.ts ?? Date.now(),
    });
    ids.push(event.id);
    if (!(await storeEvent(tx, event))) continue;
    for (const fn of catalogue.values()) {
      if (isTriggeredBy(fn, event)) await startRun(tx, fn, event);
      await cancelRunsOn(tx, catalogue, fn, event);
    }
  }
  return ids;
}

/**
 * Starts a run of one function by an event that only it gets (a cron's tick). False when this event was there before.
 */
export async function acceptTick(tx: Tx, fn: EngineFunction, tick: EngineEvent): Promise<boolean> {
  if (!(await storeEvent(tx, tick))) return false;
  await startRun(tx, fn, tick);
  return true;
}

function startRun(tx: Tx, fn: EngineFunction, event: EngineEvent): Promise<void> {
  return insertRun(tx, { functionId: fn.id, event, ...concurrencyOf(fn, event), startTimeoutMs: fn.startTimeoutMs });
}

async function cancelRunsOn(tx: Tx, catalogue: Catalogue, fn: EngineFunction, event: EngineEvent): Promise<void> {
  for (const cancel of fn.cancels) {
    if (cancel.event !== event.name) continue;
    const { windowMs, condition } = cancel;
    const candidates = await selectOpenRuns(tx, fn.id, { windowMs, required: requiredOfEvent(condition, event) });
    for (const run of candidates) {
      if (isTrue(condition, { event: run.event, async: event }))
        await cancelRun(tx, catalogue, run.id, `cancelled by the event ${event.name}`);
    }
  }
}

/** Ends a run without a result; what its steps still bring is dropped. Nothing happens when it has ended already. */
export async function cancelRun(tx: Tx, catalogue: Catalogue, runId: string, reason: string): Promise<void> {
  await endRun(
    tx,
    catalogue,
    runId,
    { state: 'cancelled', error: { name: 'Cancelled', message: `The run was ${reason}.` } },
    'inngest/function.cancelled',
  );
}

/** Ends a run as failed and tells its onFailure handler (the event inngest/function.failed). */
export async function failRun(tx: Tx, catalogue: Catalogue, runId: string, error: EngineError): Promise<void> {
  await endRun(tx, catalogue, runId, { state: 'failed', error }, 'inngest/function.failed');
}

async function endRun(
  tx: Tx,
  catalogue: Catalogue,
  runId: string,
  end: { state: 'cancelled' | 'failed'; error: EngineError },
  notice: string,
): Promise<void> {
  const run = await endOpenRun(tx, runId, end);
  if (!run) return;
  const data = { function_id: run.functionId, run_id: runId, error: { stack: '', ...end.error }, event: run.event };
  await acceptEvents(tx, catalogue, [{ id: `${runId}:${end.state}`, name: notice, data }]);
}
