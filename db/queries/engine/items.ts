import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { engineQueue, engineRuns, engineSteps, type EngineStepResult } from '../../schema/engine.ts';
import type { Tx } from '../../scope.ts';
import { storable } from '../../storable.ts';

/*
 * The items of the queue, one by one, and the steps that they leave behind. What is leased to whom stands in leases.ts.
 */

type Item = { id: string; leaseToken: string };
type Run = typeof engineRuns.$inferSelect;
const milliseconds = (count: number) => sql`${count} * interval '1 millisecond'`;

/**
 * Takes the item off the queue if its lease is still this one; the run's row is locked, so that parallel steps end one
 * after the other.
 */
export async function takeOff(tx: Tx, item: Item & { runId: string }): Promise<Run | undefined> {
  const [run] = await tx.select().from(engineRuns).where(eq(engineRuns.id, item.runId)).for('update');
  if (!run || (run.state !== 'queued' && run.state !== 'running')) return undefined;
  const removed = await tx
    .delete(engineQueue)
    .where(and(eq(engineQueue.id, item.id), eq(engineQueue.leaseToken, item.leaseToken)))
    .returning({ id: engineQueue.id });
  return removed.length > 0 ? run : undefined;
}

export async function deleteItem(tx: Tx, id: string): Promise<void> {
  await tx.delete(engineQueue).where(eq(engineQueue.id, id));
}

/** Gives a leased item back for its next try, `waitMs` from now. */
export async function putBack(tx: Tx, item: Item & { attempt: number }, waitMs: number): Promise<void> {
  await tx
    .update(engineQueue)
    .set({
      attempt: item.attempt + 1,
      takeovers: 0,
      dueAt: sql`now() + ${milliseconds(waitMs)}`,
      leaseOwner: null,
      leaseToken: null,
      leaseUntil: null,
    })
    .where(and(eq(engineQueue.id, item.id), eq(engineQueue.leaseToken, item.leaseToken)));
}

export function countItems(tx: Tx, runId: string): Promise<number> {
  return tx.$count(engineQueue, eq(engineQueue.runId, runId));
}

/** Calls the function again: the SDK then goes on from the results of all steps that ended. */
export async function insertDiscovery(tx: Tx, run: Run): Promise<void> {
  const { functionId, concurrencyKeys, fairnessKey } = run;
  await tx
    .insert(engineQueue)
    .values({ id: v7(), runId: run.id, functionId, kind: 'discover', concurrencyKeys, fairnessKey });
}

/** What a run plans: a step to be called, or, with `sleepMs`, a sleep. */
export type PlannedItem = { stepId: string; name: string; sleepMs: number | undefined };

/** Queues what is planned and has not ended yet. Returns how many. */
export async function insertItems(tx: Tx, run: Run, planned: readonly PlannedItem[]): Promise<number> {
  if (planned.length === 0) return 0;
  const ids = planned.map(({ stepId }) => stepId);
  const ended = await tx
    .select({ stepId: engineSteps.stepId })
    .from(engineSteps)
    .where(and(eq(engineSteps.runId, run.id), inArray(engineSteps.stepId, ids)));
  const known = new Set(ended.map(({ stepId }) => stepId));
  const items = planned
    .filter(({ stepId }) => !known.has(stepId))
    .map(({ stepId, name, sleepMs }) => ({
      id: v7(),
      runId: run.id,
      functionId: run.functionId,
      kind: sleepMs === undefined ? ('step' as const) : ('sleep' as const),
      stepId,
      stepName: name,
      // A sleep holds no place among the running ones.
      concurrencyKeys: sleepMs === undefined ? run.concurrencyKeys : [],
      fairnessKey: run.fairnessKey,
      dueAt: sql`now() + ${milliseconds(sleepMs ?? 0)}`,
    }));
  if (items.length > 0) await tx.insert(engineQueue).values(items).onConflictDoNothing();
  return items.length;
}

export type EndedStep = { stepId: string; name: string; result: EngineStepResult; attempts: number };

/** Keeps a step's result; one that is kept already stays. */
export async function insertStep(tx: Tx, runId: string, step: EndedStep): Promise<void> {
  const position = sql<number>`(select count(*) + 1 from engine_steps where run_id = ${runId})`;
  const { stepId, name, attempts } = step;
  await tx
    .insert(engineSteps)
    .values({ runId, stepId, name, result: storable(step.result), attempts, position })
    .onConflictDoNothing();
}

/** The results of a run's steps in the order in which they ended. */
export function selectSteps(tx: Tx, runId: string): Promise<{ stepId: string; result: EngineStepResult }[]> {
  return tx
    .select({ stepId: engineSteps.stepId, result: engineSteps.result })
    .from(engineSteps)
    .where(eq(engineSteps.runId, runId))
    .orderBy(asc(engineSteps.position));
}
