import { and, eq, isNull, sql } from 'drizzle-orm';
import { homeowners, houses } from '../../schema/homes.ts';
import type { HouseScope, Tx } from '../../scope.ts';

/**
 * The database's clock, rounded down to the millisecond; moments that are compared with each other come from one clock.
 */
export const clock = sql<string>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/**
 * Locks a house's current owner until the transaction ends, so that claims, revocations and new sessions of the house
 * come one after the other. `now` is read once the lock is held.
 */
export async function lockOwner(tx: Tx, house: { tenantId: string; houseId: string }) {
  const [owner] = await tx
    .select({ homeownerId: homeowners.id, claimedAt: homeowners.claimedAt, claimedWith: homeowners.claimedWith })
    .from(homeowners)
    .where(
      and(eq(homeowners.tenantId, house.tenantId), eq(homeowners.houseId, house.houseId), isNull(homeowners.endedAt)),
    )
    .limit(1)
    .for('update');
  if (!owner) return undefined;
  const { rows } = await tx.execute<{ now: string }>(sql`select ${clock} as now`);
  return { ...owner, now: new Date(Number(rows[0]?.now)) };
}

/** Voids every homeowner token of the house issued before `from` (E3). */
export async function endSessionsBefore(
  tx: Tx,
  house: { tenantId: string; houseId: string },
  from: Date,
): Promise<void> {
  await tx
    .update(houses)
    .set({ sessionsValidFrom: sql`greatest(${houses.sessionsValidFrom}, ${from.toISOString()}::timestamptz)` })
    .where(and(eq(houses.tenantId, house.tenantId), eq(houses.id, house.houseId)));
}

/** Notes that the owner has opened the app on this day, once a day. */
export async function markSeen(tx: Tx, scope: HouseScope, day: string): Promise<void> {
  await tx
    .update(homeowners)
    .set({ lastSeenOn: day })
    .where(
      and(
        eq(homeowners.tenantId, scope.tenantId),
        eq(homeowners.id, scope.homeownerId),
        sql`${homeowners.lastSeenOn} is distinct from ${day}`,
      ),
    );
}

/** The e-mail address of the owner whose house is open; null where none is held, and before the claim. */
export async function readOwnEmail(tx: Tx): Promise<string | null> {
  const { rows } = await tx.execute<{ email: string | null }>(sql`select wall.own_email() as email`);
  return rows[0]?.email ?? null;
}
