import { and, eq, isNull, sql } from 'drizzle-orm';
import { calendarLinks } from '../../schema/care.ts';
import type { HouseScope, Tx } from '../../scope.ts';

const ofOwner = (scope: HouseScope) =>
  and(
    eq(calendarLinks.tenantId, scope.tenantId),
    eq(calendarLinks.homeownerId, scope.homeownerId),
    isNull(calendarLinks.revokedAt),
  );

/** The id of the owner's calendar link that works. */
export async function findCalendarLink(tx: Tx, scope: HouseScope): Promise<string | undefined> {
  const [row] = await tx.select({ id: calendarLinks.id }).from(calendarLinks).where(ofOwner(scope)).limit(1);
  return row?.id;
}

/** Ends the owner's link: its address leads nowhere from now on. */
export async function revokeCalendarLink(tx: Tx, scope: HouseScope): Promise<void> {
  await tx
    .update(calendarLinks)
    .set({ revokedAt: sql`now()` })
    .where(ofOwner(scope));
}

export async function insertCalendarLink(
  tx: Tx,
  scope: HouseScope,
  link: { id: string; tokenHash: string },
): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  await tx
    .insert(calendarLinks)
    .values({ tenantId, houseId, homeownerId, ...link })
    .onConflictDoNothing();
}
