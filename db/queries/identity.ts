import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { homeowners, houses } from '../schema/homes.ts';
import { revokedTokens, staffSessions, staffUsers } from '../schema/identity.ts';
import { tenants } from '../schema/tenancy.ts';
import type { Tx } from '../scope.ts';

export type TokenSubject = { tenantId: string; developmentId: string; houseId: string; houseType: string; jti: string };

/** What a homeowner's token must be checked against (E3), in one query; undefined when the house or its owner is no more. */
export async function findTokenSubject(tx: Tx, subject: TokenSubject) {
  const [row] = await tx
    .select({
      homeownerId: homeowners.id,
      claimedAt: homeowners.claimedAt,
      sessionsValidFrom: houses.sessionsValidFrom,
      tenantSlug: tenants.slug,
      revoked: sql<boolean>`exists (select 1 from ${revokedTokens} where ${revokedTokens.tenantId} = ${subject.tenantId} and ${revokedTokens.jti} = ${subject.jti})`,
    })
    .from(houses)
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .innerJoin(homeowners, and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)))
    .where(and(eq(houses.tenantId, subject.tenantId), eq(houses.id, subject.houseId), eq(houses.developmentId, subject.developmentId), eq(houses.houseType, subject.houseType)))
    .limit(1);
  return row;
}

/** Ends one homeowner token by its `jti`; doing it twice changes nothing. */
export async function revokeToken(tx: Tx, token: { tenantId: string; jti: string; expiresAt: Date }): Promise<void> {
  await tx.insert(revokedTokens).values(token).onConflictDoNothing();
}

/** A staff member by e-mail (case does not matter), with the hash to check; disabled accounts are not found. */
export async function findStaffByEmail(tx: Tx, email: string) {
  const [row] = await tx
    .select({ userId: staffUsers.id, role: staffUsers.role, tenantId: staffUsers.tenantId, tenantSlug: tenants.slug, passwordHash: staffUsers.passwordHash })
    .from(staffUsers)
    .leftJoin(tenants, eq(tenants.id, staffUsers.tenantId))
    .where(and(eq(sql`lower(${staffUsers.email})`, email.toLowerCase()), isNull(staffUsers.disabledAt)))
    .limit(1);
  return row;
}

export async function insertStaffSession(tx: Tx, session: typeof staffSessions.$inferInsert): Promise<void> {
  await tx.insert(staffSessions).values(session);
}

/** A live staff session by its token's hash, with the person behind it. */
export async function findStaffSession(tx: Tx, tokenHash: string, now: Date) {
  const [row] = await tx
    .select({
      userId: staffUsers.id,
      role: staffUsers.role,
      email: staffUsers.email,
      fullName: staffUsers.fullName,
      tenantId: staffUsers.tenantId,
      tenantSlug: tenants.slug,
      tenantName: tenants.name,
      expiresAt: staffSessions.expiresAt,
    })
    .from(staffSessions)
    .innerJoin(staffUsers, and(eq(staffUsers.id, staffSessions.userId), isNull(staffUsers.disabledAt)))
    .leftJoin(tenants, eq(tenants.id, staffUsers.tenantId))
    .where(and(eq(staffSessions.tokenHash, tokenHash), gt(staffSessions.expiresAt, now)))
    .limit(1);
  return row;
}

export async function deleteStaffSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.delete(staffSessions).where(eq(staffSessions.tokenHash, tokenHash));
}
