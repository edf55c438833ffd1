import { sql } from 'drizzle-orm';
import type { Tx } from '#db/scope.ts';

/*
 * Who ended the process? A call that ran alone when its process ended did (2 points). Of calls that ran side by side one may have
 * (1 point, once): each of them is a suspect, and suspects are called alone, so that a second end tells. A call is given up when it
 * has twice ended its process alone; what ran beside it never is. A clean stop gives its calls back and blames none.
 */
export const ALONE = 2;
export const GIVEN_UP = 2 * ALONE;

/** Whether a call with so many points may run only where nothing else does. */
export const isSuspect = (points: number): boolean => points > 0 && points < GIVEN_UP;

/**
 * Gives back what a process that is gone still held, and blames its calls. All leases of one process are renewed together, so they
 * run out together. What `owner`, this process, let go of without an end is given back without blame.
 */
export async function blameCrashes(tx: Tx, owner: string): Promise<void> {
  await tx.execute(sql`
    with dead as (
      select lease_owner, count(*) as calls from engine_queue where lease_until is not null group by lease_owner having bool_or(lease_until <= now())
    )
    update engine_queue as item
    set takeovers = case when item.lease_owner = ${owner} then item.takeovers when dead.calls = 1 then item.takeovers + ${ALONE} else greatest(item.takeovers, 1) end,
        due_at = greatest(item.due_at, now()), lease_owner = null, lease_token = null, lease_until = null
    from dead where item.lease_owner = dead.lease_owner and item.lease_until <= now()`);
}

/** What a living process held, and was taken from it as from a dead one, is not blamed for it: points are as they were at its lease. */
export async function takeBackBlame(tx: Tx, held: readonly { id: string; leaseToken: string; takeovers: number }[]): Promise<void> {
  for (const { id, leaseToken, takeovers } of held) {
    await tx.execute(sql`
      update engine_queue set takeovers = ${takeovers}
      where id = ${id} and takeovers > ${takeovers} and lease_token is distinct from ${leaseToken}`);
  }
}
