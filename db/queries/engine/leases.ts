import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { engineQueue } from '../../schema/engine.ts';
import type { Tx } from '../../scope.ts';

type Row = typeof engineQueue.$inferSelect;

/** An item that is leased to this instance. */
export type WorkItem = Pick<
  Row,
  'id' | 'runId' | 'functionId' | 'kind' | 'stepId' | 'stepName' | 'attempt' | 'takeovers' | 'fairnessKey'
> & {
  leaseToken: string;
};

/** An item that is due; `waited_ms` since when. */
export type DueItem = {
  id: string;
  run_id: string;
  function_id: string;
  fairness_key: string;
  concurrency_keys: string[];
  takeovers: number;
  waited_ms: number;
};

export type LeasedItem = Pick<DueItem, 'function_id' | 'fairness_key' | 'concurrency_keys'>;

/**
 * Waits until no other instance claims; until the end of the transaction. Claims are made one at a time over all
 * instances, or two of them would each count the other's share of a limit as free.
 */
export async function lockClaims(tx: Tx): Promise<void> {
  await tx.execute(sql`select wall.lock_claims()`);
}

/**
 * Items that are due and leased to nobody, the oldest runs first, at most `perKey` of each function and key and 1,000
 * in all.
 */
export async function selectDueItems(tx: Tx, perKey: number): Promise<DueItem[]> {
  const { rows } = await tx.execute<DueItem>(sql`
    with ranked as (
      select id, run_id, function_id, fairness_key, concurrency_keys, takeovers,
        (extract(epoch from now() - due_at) * 1000)::float8 as waited_ms,
        row_number() over (partition by function_id, fairness_key order by run_id, due_at) as position
      from engine_queue where due_at <= now() and lease_until is null
    )
    select id, run_id, function_id, fairness_key, concurrency_keys, takeovers, waited_ms from ranked
    where position <= ${perKey} order by run_id limit 1000`);
  return rows;
}

/** What is running, on all instances. */
export async function selectLeasedItems(tx: Tx): Promise<LeasedItem[]> {
  const { rows } = await tx.execute<LeasedItem>(sql`
    select function_id, fairness_key, concurrency_keys from engine_queue where lease_until > now()`);
  return rows;
}

/** Leases those of the items that nobody else holds. */
export async function leaseItems(
  tx: Tx,
  ids: string[],
  { owner, leaseMs }: { owner: string; leaseMs: number },
): Promise<WorkItem[]> {
  const tokens = ids.map(() => v7());
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    update engine_queue as item
    set lease_owner = ${owner}, lease_token = chosen.token, lease_until = now() + ${leaseMs} * interval '1 millisecond'
    from (
      select q.id, wanted.token
      from unnest(${sql.param(ids)}::uuid[], ${sql.param(tokens)}::uuid[]) as wanted (id, token)
      join engine_queue q on q.id = wanted.id and q.lease_until is null
      for update of q skip locked
    ) as chosen
    where item.id = chosen.id
    returning item.id, item.run_id, item.function_id, item.kind, item.step_id, item.step_name, item.attempt,
      item.takeovers,
      item.fairness_key, item.lease_token`);
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

/**
 * Milliseconds until the next unleased item is due (0 when one is, for example behind a full limit); undefined when
 * none waits.
 */
export async function nextDueMs(tx: Tx): Promise<number | undefined> {
  const { rows } = await tx.execute<{ ms: number | null }>(sql`
    select (extract(epoch from min(due_at) - now()) * 1000)::float8 as ms from engine_queue
    where due_at > now() and lease_until is null`);
  return rows[0]?.ms ?? undefined;
}

/**
 * Makes leases free at once: a former process's on the embedded database (`owner` undefined), or this instance's own as
 * it stops.
 */
export async function releaseLeases(tx: Tx, owner: string | undefined): Promise<void> {
  // A dead process's leases are kept as expired, so that its calls are looked at (blameExpiredLeases); a clean stop's
  // are cleared.
  if (owner === undefined) await tx.execute(sql`update engine_queue set lease_until = now() where lease_until > now()`);
  else
    await tx.execute(
      sql`update engine_queue set lease_owner = null, lease_token = null, lease_until = null
        where lease_owner = ${owner}`,
    );
}

/**
 * Prolongs the leases that this instance still holds and returns their tokens; one that is missing was cancelled or
 * taken over.
 */
export async function renewLeases(tx: Tx, held: readonly WorkItem[], leaseMs: number): Promise<Set<string>> {
  if (held.length === 0) return new Set();
  const { rows } = await tx.execute<{ lease_token: string }>(sql`
    update engine_queue set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where lease_token = any(${sql.param(held.map((item) => item.leaseToken))}::uuid[]) returning lease_token`);
  return new Set(rows.map((row) => row.lease_token));
}

/** Tokens of those of the items whose leases still stand in the queue, run out or not. */
export async function stillLeased(tx: Tx, items: readonly WorkItem[]): Promise<Set<string>> {
  if (items.length === 0) return new Set();
  const { rows } = await tx.execute<{ lease_token: string }>(sql`
    select lease_token from engine_queue where lease_token =
      any(${sql.param(items.map((item) => item.leaseToken))}::uuid[])`);
  return new Set(rows.map((row) => row.lease_token));
}

/**
 * Gives back what a process that is gone still held, with `alone` points more for a call that it held by itself and one
 * point for each of several. All leases of one process are renewed together, so they run out together. What `owner`,
 * this process, let go of without an end is given back without points.
 */
export async function blameExpiredLeases(tx: Tx, owner: string, alone: number): Promise<void> {
  await tx.execute(sql`
    with dead as (
      select lease_owner, count(*) as calls from engine_queue where lease_until is not null
      group by lease_owner having bool_or(lease_until <= now())
    )
    update engine_queue as item
    set takeovers = case
          when item.lease_owner = ${owner} then item.takeovers
          when dead.calls = 1 then item.takeovers + ${alone}
          else greatest(item.takeovers, 1) end,
        due_at = greatest(item.due_at, now()), lease_owner = null, lease_token = null, lease_until = null
    from dead where item.lease_owner = dead.lease_owner and item.lease_until <= now()`);
}

/** Sets the points of items that were taken from a living process back to what they were at its lease. */
export async function restorePoints(
  tx: Tx,
  held: readonly Pick<WorkItem, 'id' | 'leaseToken' | 'takeovers'>[],
): Promise<void> {
  for (const { id, leaseToken, takeovers } of held) {
    await tx.execute(sql`
      update engine_queue set takeovers = ${takeovers}
      where id = ${id} and takeovers > ${takeovers} and lease_token is distinct from ${leaseToken}`);
  }
}
