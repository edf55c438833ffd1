import {
  countItems,
  deleteItem,
  insertDiscovery,
  insertItems,
  insertStep,
  putBack,
  selectSteps,
  takeOff,
} from '#db/queries/engine/items.ts';
import type { WorkItem } from '#db/queries/engine/leases.ts';
import {
  completeRun,
  isRunLate,
  markRunning,
  selectLateRuns,
  type EngineError,
  type EngineEvent,
  type EngineStepResult,
} from '#db/queries/engine/runs.ts';
import type { Tx } from '#db/scope.ts';
import { cancelRun, failRun, type Catalogue } from './accept-events.ts';
import type { CallOutcome } from './call-function.ts';
import type { EngineFunction } from './function-catalogue.ts';
import { delayMs } from './time-text.ts';

const LATE = 'cancelled: it did not start or finish in the time its function allows';

export type RunState = { event: EngineEvent; steps: { stepId: string; result: EngineStepResult }[] };

/**
 * Marks the item's run as running and loads what its function has to be told. Undefined when there is nothing to call:
 * the run has ended, or it ends here (its time is up).
 */
export async function openRun(
  tx: Tx,
  catalogue: Catalogue,
  fn: EngineFunction,
  item: WorkItem,
): Promise<RunState | undefined> {
  if (await isRunLate(tx, item.runId)) {
    await cancelRun(tx, catalogue, item.runId, LATE);
    return undefined;
  }
  const run = await markRunning(tx, item.runId, fn.finishTimeoutMs);
  if (run) return { event: run.event, steps: await selectSteps(tx, item.runId) };
  await deleteItem(tx, item.id);
  return undefined;
}

/**
 * Writes what a call brought and what is to be done next, in the caller's transaction. An outcome whose lease was lost
 * is dropped: another instance has repeated the call. `backoffMs` are the waits before the first, second … retry; the
 * last one repeats.
 */
export async function recordOutcome(
  tx: Tx,
  catalogue: Catalogue,
  fn: EngineFunction,
  item: WorkItem,
  outcome: CallOutcome,
  backoffMs: readonly number[],
): Promise<void> {
  if (outcome.kind === 'retry') return retryLater(tx, catalogue, fn, item, outcome, backoffMs);
  const run = await takeOff(tx, item);
  if (!run) return;
  switch (outcome.kind) {
    case 'completed':
      return completeRun(tx, run.id, outcome.output ?? null);
    case 'failed':
      return failRun(tx, catalogue, run.id, outcome.error);
    case 'step-ended': {
      await insertStep(tx, run.id, {
        stepId: outcome.stepId,
        name: outcome.name,
        result: outcome.result,
        attempts: item.attempt + 1,
      });
      if ((await countItems(tx, run.id)) === 0) await insertDiscovery(tx, run);
      return;
    }
    case 'found': {
      const planned = outcome.operations.map(({ kind, stepId, name, until }) => ({
        stepId,
        name,
        sleepMs: kind === 'sleep' ? delayMs(until, Date.now()) : undefined,
      }));
      if ((await insertItems(tx, run, planned)) > 0 || (await countItems(tx, run.id)) > 0) return;
      await failRun(tx, catalogue, run.id, {
        name: 'NoProgress',
        message: 'The function waits for steps that were never planned. Await every step that it starts.',
      });
    }
  }
}

/** Ends a sleep: its step is done, and the function goes on. */
export async function endSleep(tx: Tx, item: WorkItem): Promise<void> {
  const run = await takeOff(tx, item);
  if (!run) return;
  await insertStep(tx, run.id, {
    stepId: item.stepId,
    name: item.stepName,
    result: { type: 'data', data: null },
    attempts: 1,
  });
  if ((await countItems(tx, run.id)) === 0) await insertDiscovery(tx, run);
}

async function retryLater(
  tx: Tx,
  catalogue: Catalogue,
  fn: EngineFunction,
  item: WorkItem,
  outcome: { error: EngineError; afterMs: number | undefined },
  backoffMs: readonly number[],
): Promise<void> {
  if (item.attempt >= fn.retries) {
    const run = await takeOff(tx, item);
    if (run) await failRun(tx, catalogue, run.id, outcome.error);
    return;
  }
  const wait = outcome.afterMs ?? backoffMs[Math.min(item.attempt, backoffMs.length - 1)] ?? 0;
  await putBack(tx, item, wait);
}

/** Cancels runs whose function's time is up and that are not being called at this moment. Returns how many. */
export async function cancelLateRuns(tx: Tx, catalogue: Catalogue): Promise<number> {
  const late = await selectLateRuns(tx);
  for (const id of late) await cancelRun(tx, catalogue, id, LATE);
  return late.length;
}
