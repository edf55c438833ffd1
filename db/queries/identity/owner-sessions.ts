import { and, desc, eq, gt, gte, isNull, sql } from 'drizzle-orm';
import { houses } from '../../schema/homes.ts';
import { ownerSessions } from '../../schema/identity.ts';
import type { HouseScope, Tx } from '../../scope.ts';

/** The device on which a session goes on, and its browser. */
export type OwnerDevice = {
  tenantId: string;
  houseId: string;
  homeownerId: string;
  sessionId: string;
  userAgent: string;
  /** Of the token that it was given just now. */
  at: Date;
};

/** Notes that an owner's session began on a device, or was used again. */
export async function noteOwnerSession(tx: Tx, { at, ...device }: OwnerDevice): Promise<void> {
  await tx
    .insert(ownerSessions)
    .values({ ...device, createdAt: at, lastSeenAt: at })
    .onConflictDoUpdate({
      target: [ownerSessions.tenantId, ownerSessions.sessionId],
      set: { lastSeenAt: at },
    });
}

/** Notes that a session has ended; one that is not listed is nobody's device. */
export async function endOwnerSession(tx: Tx, session: { tenantId: string; sessionId: string }): Promise<void> {
  await tx
    .update(ownerSessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(ownerSessions.tenantId, session.tenantId), eq(ownerSessions.sessionId, session.sessionId)));
}

/** The devices on which the owner of a scope is signed in, the latest used first, at most 50. */
export function listOwnerSessions(tx: Tx, scope: HouseScope) {
  return tx
    .select({
      sessionId: ownerSessions.sessionId,
      userAgent: ownerSessions.userAgent,
      createdAt: ownerSessions.createdAt,
      lastSeenAt: ownerSessions.lastSeenAt,
    })
    .from(ownerSessions)
    .innerJoin(houses, and(eq(houses.tenantId, ownerSessions.tenantId), eq(houses.id, ownerSessions.houseId)))
    .where(
      and(
        eq(ownerSessions.tenantId, scope.tenantId),
        eq(ownerSessions.homeownerId, scope.homeownerId),
        isNull(ownerSessions.endedAt),
        // As long as a token of it may be good: the owner has not signed out everywhere since.
        gte(ownerSessions.lastSeenAt, houses.sessionsValidFrom),
        gt(ownerSessions.lastSeenAt, sql`now() - interval '32 days'`),
      ),
    )
    .orderBy(desc(ownerSessions.lastSeenAt))
    .limit(50);
}
