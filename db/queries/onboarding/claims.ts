import { and, eq, sql } from 'drizzle-orm';
import { conversations } from '../../schema/assistant.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { developments } from '../../schema/tenancy.ts';
import type { Tx } from '../../scope.ts';

/** Marks the house as taken by its owner. */
export async function markClaimed(
  tx: Tx,
  owner: { tenantId: string; homeownerId: string; claimedAt: Date; claimedWith: string },
): Promise<void> {
  await tx
    .update(homeowners)
    .set({ claimedAt: owner.claimedAt, claimedWith: owner.claimedWith })
    .where(and(eq(homeowners.tenantId, owner.tenantId), eq(homeowners.id, owner.homeownerId)));
}

/**
 * Does the house's development ask for the purchaser's surname, and whose is it? `held`: codes open nothing yet, since
 * papers of the handover are missing (G10).
 */
export async function findClaimChecks(tx: Tx, owner: { tenantId: string; homeownerId: string }) {
  const [row] = await tx
    .select({
      asksSurname: developments.asksSurname,
      fullName: homeowners.fullName,
      held: sql<boolean>`${developments.holdsCodes} and not ${houses.papersComplete}`,
      closed: sql<boolean>`${developments.closedAt} is not null`,
    })
    .from(homeowners)
    .innerJoin(houses, and(eq(houses.tenantId, homeowners.tenantId), eq(houses.id, homeowners.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .where(and(eq(homeowners.tenantId, owner.tenantId), eq(homeowners.id, owner.homeownerId)))
    .limit(1);
  return row;
}

/** Makes the conversations that a session began before it claimed the house its owner's. */
export async function keepConversationsOf(tx: Tx, session: { tenantId: string; sessionId: string }): Promise<void> {
  await tx
    .update(conversations)
    .set({ sessionId: null })
    .where(and(eq(conversations.tenantId, session.tenantId), eq(conversations.sessionId, session.sessionId)));
}
