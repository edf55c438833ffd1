import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { engineQueue } from '#db/schema/engine.ts';
import type { Tx } from '#db/scope.ts';
import type { Catalogue } from './accept-events.ts';
import { blameCrashes, isSuspect } from './blame-crashes.ts';

export type WorkItem = Pick<typeof engineQueue.$inferSelect, 'id' | 'runId' | 'functionId' | 'kind' | 'stepId' | 'stepName' | 'attempt' | 'takeovers' | 'fairnessKey'> & { leaseToken: string };

/** Claims are made one at a time over all instances, or two of them would each count the other's share of a limit as free. */
const CLAIM_LOCK = 7_203_412;
/** Due items looked at per function and key; a claim takes fewer. */
const PER_KEY = 20;

type Candidate = { id: string; run_id: string; function_id: string; fairness_key: string; concurrency_keys: string[]; takeovers: number; waited_ms: number };
type Leased = Pick<Candidate, 'function_id' | 'fairness_key' | 'concurrency_keys'>;

type ClaimOptions = {
  /** What this instance runs at the moment. */
  held: readonly Pick<WorkItem, 'takeovers'>[];
  /** How many items this instance can take on. */
  free: number;
  owner: string;
  leaseMs: number;
  /** How long a suspect lets others go first, milliseconds. */
  suspectWaitMs: number;
  /** When each key was last served, by `turnOf`; the claim writes into it. */
  lastServed: Map<string, number>;
};

const turnOf = (item: { function_id: string; fairness_key: string }) => `${item.function_id} ${item.fairness_key}`;

/**
 * Leases up to `free` due items in the caller's transaction, within every function's concurrency limits (counted over all
 * instances). Keys take turns: first whose key has least running, then whose key waited longest, then the oldest run, so that
 * one tenant's batch holds no other tenant up (C8) and a batch ends document by document. What may have ended a process before is
 * taken last (after `suspectWaitMs` first), and only where nothing else runs.
 */
export async function claimWork(tx: Tx, catalogue: Catalogue, options: ClaimOptions): Promise<WorkItem[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
  await blameCrashes(tx, options.owner);
  if (options.held.some((item) => isSuspect(item.takeovers))) return [];
  const { rows: due } = await tx.execute<Candidate>(sql`
    with ranked as (
      select id, run_id, function_id, fairness_key, concurrency_keys, takeovers, (extract(epoch from now() - due_at) * 1000)::float8 as waited_ms, row_number() over (partition by function_id, fairness_key order by run_id, due_at) as position
      from engine_queue where due_at <= now() and lease_until is null
    )
    select id, run_id, function_id, fairness_key, concurrency_keys, takeovers, waited_ms from ranked where position <= ${PER_KEY} order by run_id limit 1000`);
  if (due.length === 0) return [];

  const { rows: leased } = await tx.execute<Leased>(sql`select function_id, fairness_key, concurrency_keys from engine_queue where lease_until > now()`);
  const running = new Map<string, number>();
  const count = (key: string) => running.get(key) ?? 0;
  const occupy = (item: Leased) => [turnOf(item), ...item.concurrency_keys].forEach((key) => running.set(key, count(key) + 1));
  leased.forEach(occupy);

  const chosen: string[] = [];
  const isFull = (item: Candidate) => item.concurrency_keys.some((key, index) => count(key) >= (catalogue.get(item.function_id)?.concurrency[index]?.limit ?? Infinity));
  const known = due.filter((item) => catalogue.has(item.function_id));
  const [suspect] = known.filter((item) => isSuspect(item.takeovers) && !isFull(item)).toSorted((a, b) => a.takeovers - b.takeovers || b.waited_ms - a.waited_ms);
  const suspectFirst = suspect !== undefined && suspect.waited_ms > options.suspectWaitMs;
  const waiting = new Set(suspectFirst ? [] : known.filter((item) => !isSuspect(item.takeovers)));
  while (chosen.length < options.free) {
    let best: Candidate | undefined;
    for (const item of waiting) {
      if (isFull(item)) waiting.delete(item);
      else if (!best || isBefore(item, best)) best = item;
    }
    if (!best) break;
    waiting.delete(best);
    occupy(best);
    options.lastServed.set(turnOf(best), performance.now());
    chosen.push(best.id);
  }
  if (chosen.length === 0 && suspect && options.held.length === 0) {
    options.lastServed.set(turnOf(suspect), performance.now());
    chosen.push(suspect.id);
  }
  if (chosen.length === 0) return [];
  return lease(tx, chosen, options);

  function isBefore(item: Candidate, other: Candidate): boolean {
    const busier = count(turnOf(item)) - count(turnOf(other));
    if (busier !== 0) return busier < 0;
    const served = (options.lastServed.get(turnOf(item)) ?? 0) - (options.lastServed.get(turnOf(other)) ?? 0);
    return served !== 0 ? served < 0 : item.run_id < other.run_id;
  }
}

async function lease(tx: Tx, ids: string[], { owner, leaseMs }: ClaimOptions): Promise<WorkItem[]> {
  const tokens = ids.map(() => v7());
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    update engine_queue as item
    set lease_owner = ${owner}, lease_token = chosen.token, lease_until = now() + ${leaseMs} * interval '1 millisecond'
    from (
      select q.id, wanted.token from unnest(${sql.param(ids)}::uuid[], ${sql.param(tokens)}::uuid[]) as wanted (id, token)
      join engine_queue q on q.id = wanted.id and q.lease_until is null
      for update of q skip locked
    ) as chosen
    where item.id = chosen.id
    returning item.id, item.run_id, item.function_id, item.kind, item.step_id, item.step_name, item.attempt, item.takeovers, item.fairness_key, item.lease_token`);
  return rows.map((row) => ({
    id: row.id as string,
    runId: row.run_id as string,
    functionId: row.function_id as string,
    kind: row.kind as WorkItem['kind'],
    stepId: row.step_id as string,
    stepName: row.step_name as string,
    attempt: row.attempt as number,
    takeovers: row.takeovers as number,
    fairnessKey: row.fairness_key as string,
    leaseToken: row.lease_token as string,
  }));
}

/** Milliseconds until the next unleased item is due (0 when one is, for example behind a full limit); undefined when none waits. */
export async function nextDueMs(tx: Tx): Promise<number | undefined> {
  const { rows } = await tx.execute<{ ms: number | null }>(sql`select (extract(epoch from min(due_at) - now()) * 1000)::float8 as ms from engine_queue where due_at > now() and lease_until is null`);
  return rows[0]?.ms ?? undefined;
}

/** Makes leases free at once: a former process's on the embedded database (`owner` undefined), or this instance's own as it stops. */
export async function releaseLeases(tx: Tx, owner: string | undefined): Promise<void> {
  // A dead process's leases are kept as expired, so that its calls are looked at (blame-crashes.ts); a clean stop's are cleared.
  if (owner === undefined) await tx.execute(sql`update engine_queue set lease_until = now() where lease_until > now()`);
  else await tx.execute(sql`update engine_queue set lease_owner = null, lease_token = null, lease_until = null where lease_owner = ${owner}`);
}

/** Prolongs the leases that this instance still holds and returns their items; one that is missing was cancelled or taken over. */
export async function renewLeases(tx: Tx, held: readonly WorkItem[], leaseMs: number): Promise<Set<string>> {
  if (held.length === 0) return new Set();
  const { rows } = await tx.execute<{ lease_token: string }>(sql`
    update engine_queue set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where lease_token = any(${sql.param(held.map((item) => item.leaseToken))}::uuid[]) returning lease_token`);
  return new Set(rows.map((row) => row.lease_token));
}

/** Those of the items whose leases still stand in the queue, run out or not. */
export async function stillLeased(tx: Tx, items: readonly WorkItem[]): Promise<Set<string>> {
  if (items.length === 0) return new Set();
  const { rows } = await tx.execute<{ lease_token: string }>(sql`
    select lease_token from engine_queue where lease_token = any(${sql.param(items.map((item) => item.leaseToken))}::uuid[])`);
  return new Set(rows.map((row) => row.lease_token));
}
