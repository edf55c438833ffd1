import { and, desc, eq, isNull } from 'drizzle-orm';
import { markMailOf } from '../../fragments/mail-outcome.ts';
import { homeowners, houses, invitations, qrTokens } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/** Writes down that an owner is invited; its mail is a job of the same transaction. */
export async function insertInvitation(
  tx: Tx,
  scope: TenantScope,
  invitation: { id: string; homeownerId: string },
): Promise<void> {
  await tx.insert(invitations).values({ ...invitation, tenantId: scope.tenantId });
}

/**
 * What an invitation says and to whom it goes, with the newest good code of the house; undefined once the owner has
 * moved in or out, or the house has no good code.
 */
export async function findInvitationToMail(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      createdAt: invitations.createdAt,
      fullName: homeowners.fullName,
      email: homeowners.email,
      label: houses.label,
      developmentName: developments.name,
      tenantName: tenants.name,
      tokenId: qrTokens.id,
      tokenHash: qrTokens.tokenHash,
    })
    .from(invitations)
    .innerJoin(
      homeowners,
      and(
        eq(homeowners.tenantId, invitations.tenantId),
        eq(homeowners.id, invitations.homeownerId),
        isNull(homeowners.endedAt),
        isNull(homeowners.claimedAt),
      ),
    )
    .innerJoin(houses, and(eq(houses.tenantId, homeowners.tenantId), eq(houses.id, homeowners.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .innerJoin(
      qrTokens,
      and(eq(qrTokens.tenantId, houses.tenantId), eq(qrTokens.houseId, houses.id), isNull(qrTokens.revokedAt)),
    )
    .where(and(eq(invitations.tenantId, scope.tenantId), eq(invitations.id, id)))
    .orderBy(desc(qrTokens.id))
    .limit(1);
  return row;
}

/** Notes what became of an invitation's mail; the first time of each counts. */
export const markInvitationMail = markMailOf(invitations);
