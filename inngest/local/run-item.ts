import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { engineQueue, engineRuns, engineSteps, type EngineError, type EngineEvent, type EngineStepResult } from '#db/schema/engine.ts';
import type { Tx } from '#db/scope.ts';
import { cancelRun, failRun, type Catalogue } from './accept-events.ts';
import type { CallOutcome, Operation } from './call-function.ts';
import type { WorkItem } from './claim-work.ts';
import type { EngineFunction } from './function-catalogue.ts';
import { storable } from './stored-json.ts';
import { delayMs } from './time-text.ts';

export type RunState = { event: EngineEvent; steps: { stepId: string; result: EngineStepResult }[] };

/**
 * Marks the item's run as running and loads what its function has to be told. Undefined when there is nothing to call: the run has
 * ended, or it ends here (its time is up).
 */
export async function openRun(tx: Tx, catalogue: Catalogue, fn: EngineFunction, item: WorkItem): Promise<RunState | undefined> {
  const [late] = await tx
    .select({ id: engineRuns.id })
    .from(engineRuns)
    .where(and(eq(engineRuns.id, item.runId), sql`${engineRuns.deadlineAt} <= now()`));
  if (late) {
    await cancelRun(tx, catalogue, item.runId, 'cancelled: it did not start or finish in the time its function allows');
    return undefined;
  }
  const finish = fn.finishTimeoutMs === undefined ? null : sql`coalesce(${engineRuns.startedAt}, now()) + ${fn.finishTimeoutMs} * interval '1 millisecond'`;
  const [run] = await tx
    .update(engineRuns)
    .set({ state: 'running', startedAt: sql`coalesce(${engineRuns.startedAt}, now())`, deadlineAt: finish })
    .where(and(eq(engineRuns.id, item.runId), inArray(engineRuns.state, ['queued', 'running'])))
    .returning({ event: engineRuns.event });
  if (!run) {
    await tx.delete(engineQueue).where(eq(engineQueue.id, item.id));
    return undefined;
  }
  const steps = await tx.select({ stepId: engineSteps.stepId, result: engineSteps.result }).from(engineSteps).where(eq(engineSteps.runId, item.runId)).orderBy(asc(engineSteps.position));
  return { event: run.event, steps };
}

/** Takes the item off the queue if its lease is still this one; the run's row is locked, so that parallel steps end one after the other. */
async function takeOff(tx: Tx, item: WorkItem): Promise<typeof engineRuns.$inferSelect | undefined> {
  const [run] = await tx.select().from(engineRuns).where(eq(engineRuns.id, item.runId)).for('update');
  if (!run || (run.state !== 'queued' && run.state !== 'running')) return undefined;
  const removed = await tx.delete(engineQueue).where(and(eq(engineQueue.id, item.id), eq(engineQueue.leaseToken, item.leaseToken))).returning({ id: engineQueue.id });
  return removed.length > 0 ? run : undefined;
}

/**
 * Writes what a call brought and what is to be done next, in the caller's transaction. An outcome whose lease was lost is dropped:
 * another instance has repeated the call. `backoffMs` are the waits before the first, second … retry; the last one repeats.
 */
export async function recordOutcome(tx: Tx, catalogue: Catalogue, fn: EngineFunction, item: WorkItem, outcome: CallOutcome, backoffMs: readonly number[]): Promise<void> {
  if (outcome.kind === 'retry') return retryLater(tx, catalogue, fn, item, outcome, backoffMs);
  const run = await takeOff(tx, item);
  if (!run) return;
  switch (outcome.kind) {
    case 'completed': {
      await tx.update(engineRuns).set({ state: 'completed', output: storable(outcome.output ?? null), endedAt: sql`now()` }).where(eq(engineRuns.id, run.id));
      await tx.delete(engineQueue).where(eq(engineQueue.runId, run.id));
      return;
    }
    case 'failed':
      return failRun(tx, catalogue, run.id, outcome.error);
    case 'step-ended': {
      await storeStep(tx, run.id, outcome.stepId, outcome.name, outcome.result, item.attempt + 1);
      return discoverWhenIdle(tx, run);
    }
    case 'found': {
      const added = await enqueueOperations(tx, run, outcome.operations);
      if (added > 0) return;
      const pending = await tx.$count(engineQueue, eq(engineQueue.runId, run.id));
      if (pending === 0) await failRun(tx, catalogue, run.id, { name: 'NoProgress', message: 'The function waits for steps that were never planned. Await every step that it starts.' });
    }
  }
}

/** Ends a sleep: its step is done, and the function goes on. */
export async function endSleep(tx: Tx, item: WorkItem): Promise<void> {
  const run = await takeOff(tx, item);
  if (!run) return;
  await storeStep(tx, run.id, item.stepId, item.stepName, { type: 'data', data: null }, 1);
  await discoverWhenIdle(tx, run);
}

async function retryLater(tx: Tx, catalogue: Catalogue, fn: EngineFunction, item: WorkItem, outcome: { error: EngineError; afterMs: number | undefined }, backoffMs: readonly number[]): Promise<void> {
  if (item.attempt >= fn.retries) {
    const run = await takeOff(tx, item);
    if (run) await failRun(tx, catalogue, run.id, outcome.error);
    return;
  }
  const wait = outcome.afterMs ?? backoffMs[Math.min(item.attempt, backoffMs.length - 1)] ?? 0;
  await tx
    .update(engineQueue)
    .set({ attempt: item.attempt + 1, takeovers: 0, dueAt: sql`now() + ${wait} * interval '1 millisecond'`, leaseOwner: null, leaseToken: null, leaseUntil: null })
    .where(and(eq(engineQueue.id, item.id), eq(engineQueue.leaseToken, item.leaseToken)));
}

async function storeStep(tx: Tx, runId: string, stepId: string, name: string, result: EngineStepResult, attempts: number): Promise<void> {
  const position = sql<number>`(select count(*) + 1 from engine_steps where run_id = ${runId})`;
  await tx.insert(engineSteps).values({ runId, stepId, name, result: storable(result), attempts, position }).onConflictDoNothing();
}

/** Calls the function again once no step of the run is planned or asleep: the SDK then goes on from all their results. */
async function discoverWhenIdle(tx: Tx, run: typeof engineRuns.$inferSelect): Promise<void> {
  if ((await tx.$count(engineQueue, eq(engineQueue.runId, run.id))) > 0) return;
  await tx.insert(engineQueue).values({ id: v7(), runId: run.id, functionId: run.functionId, kind: 'discover', concurrencyKeys: run.concurrencyKeys, fairnessKey: run.fairnessKey });
}

async function enqueueOperations(tx: Tx, run: typeof engineRuns.$inferSelect, operations: readonly Operation[]): Promise<number> {
  if (operations.length === 0) return 0;
  const ended = await tx.select({ stepId: engineSteps.stepId }).from(engineSteps).where(and(eq(engineSteps.runId, run.id), inArray(engineSteps.stepId, operations.map((operation) => operation.stepId))));
  const known = new Set(ended.map((step) => step.stepId));
  const items = operations
    .filter((operation) => !known.has(operation.stepId))
    .map((operation) => ({
      id: v7(),
      runId: run.id,
      functionId: run.functionId,
      kind: operation.kind === 'sleep' ? ('sleep' as const) : ('step' as const),
      stepId: operation.stepId,
      stepName: operation.name,
      // A sleep holds no place among the running ones.
      concurrencyKeys: operation.kind === 'sleep' ? [] : run.concurrencyKeys,
      fairnessKey: run.fairnessKey,
      dueAt: operation.kind === 'sleep' ? sql`now() + ${delayMs(operation.until, Date.now())} * interval '1 millisecond'` : sql`now()`,
    }));
  if (items.length > 0) await tx.insert(engineQueue).values(items).onConflictDoNothing();
  return items.length;
}

/** Cancels runs whose function's time is up and that are not being called at this moment. Returns how many. */
export async function cancelLateRuns(tx: Tx, catalogue: Catalogue): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select r.id from engine_runs r where r.state in ('queued', 'running') and r.deadline_at <= now()
    and not exists (select from engine_queue q where q.run_id = r.id and q.lease_until > now()) order by r.id limit 100`);
  for (const { id } of rows) await cancelRun(tx, catalogue, id, 'cancelled: it did not start or finish in the time its function allows');
  return rows.length;
}

