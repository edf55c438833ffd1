import { and, eq, isNull, sql } from 'drizzle-orm';
import { libraryVersions } from '../../schema/documents.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { revokedTokens, type StaffRole } from '../../schema/identity.ts';
import { tenants } from '../../schema/tenancy.ts';
import type { Tx } from '../../scope.ts';

export type { StaffRole } from '../../schema/identity.ts';

export type TokenSubject = {
  tenantId: string;
  developmentId: string;
  houseId: string;
  houseType: string;
  sessionId: string;
};

/**
 * What a homeowner's token must be checked against (E3), and the version of what the house may search (B5), in one
 * query; undefined when the house or its owner is no more.
 */
export async function findTokenSubject(tx: Tx, subject: TokenSubject) {
  const [row] = await tx
    .select({
      homeownerId: homeowners.id,
      claimedAt: homeowners.claimedAt,
      lastSeenOn: homeowners.lastSeenOn,
      sessionsValidFrom: houses.sessionsValidFrom,
      tenantSlug: tenants.slug,
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
      supportPhone: tenants.supportPhone,
      retiredAt: tenants.retiredAt,
      libraryVersion: sql<string>`coalesce(${libraryVersions.version}, 0)::text`,
      revoked: sql<boolean>`exists (select 1 from ${revokedTokens}
        where ${revokedTokens.tenantId} = ${subject.tenantId} and ${revokedTokens.sessionId} = ${subject.sessionId})`,
    })
    .from(houses)
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .innerJoin(
      homeowners,
      and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)),
    )
    .leftJoin(
      libraryVersions,
      and(eq(libraryVersions.tenantId, houses.tenantId), eq(libraryVersions.developmentId, houses.developmentId)),
    )
    .where(
      and(
        eq(houses.tenantId, subject.tenantId),
        eq(houses.id, subject.houseId),
        eq(houses.developmentId, subject.developmentId),
        eq(houses.houseType, subject.houseType),
      ),
    )
    .limit(1);
  return row;
}

/**
 * Ends a homeowner's session with every token of it; `expiresAt` is when the last of them would end. Doing it twice
 * changes nothing.
 */
export async function revokeSession(
  tx: Tx,
  session: { tenantId: string; sessionId: string; expiresAt: Date },
): Promise<void> {
  await tx.insert(revokedTokens).values(session).onConflictDoNothing();
}

/** A staff account as its owner has proved it. */
export type StaffAccount = {
  userId: string;
  role: StaffRole;
  email: string;
  tenantId: string | null;
  tenantSlug: string | null;
  tenantName: string | null;
  /** Why the builder is retired; null while it is open. */
  retiredReason: string | null;
};

/**
 * How a password for this e-mail address must be hashed to be compared: parameters and salt of the stored hash, without
 * the hash itself. Undefined for unknown and disabled accounts.
 */
export async function findPasswordSalt(tx: Tx, email: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ salt: string | null }>(sql`select wall.door_password_salt(${email}) as salt`);
  return rows[0]?.salt ?? undefined;
}

/** The account of this e-mail address (case does not matter) when `passwordHash` is its own. */
export async function findStaffAccount(tx: Tx, email: string, passwordHash: string): Promise<StaffAccount | undefined> {
  const { rows } = await tx.execute<StaffAccount>(sql`
    select user_id as "userId", role, email, tenant_id as "tenantId", tenant_slug as "tenantSlug",
      tenant_name as "tenantName", retired_reason as "retiredReason"
      from wall.door_account(${email}, ${passwordHash}) limit 1`);
  return rows[0];
}

/**
 * Opens a session for the account whose `passwordHash` this is. False when it is not, or the account was disabled
 * meanwhile.
 */
export async function insertStaffSession(
  tx: Tx,
  session: { userId: string; passwordHash: string; tokenHash: string; ip: string; userAgent: string; expiresAt: Date },
): Promise<boolean> {
  const { userId, passwordHash, tokenHash, ip, userAgent, expiresAt } = session;
  const { rows } = await tx.execute<{ opened: boolean }>(sql`
    select wall.door_open_session(${userId}, ${passwordHash}, ${tokenHash}, ${ip}, ${userAgent},
      ${expiresAt.toISOString()}::timestamptz) as opened`);
  return rows[0]?.opened ?? false;
}

export type StaffSessionRow = StaffAccount & { fullName: string; expiresAt: Date };

/** A live staff session by its token's hash, with the person behind it. */
export async function findStaffSession(tx: Tx, tokenHash: string, now: Date): Promise<StaffSessionRow | undefined> {
  const { rows } = await tx.execute<Omit<StaffSessionRow, 'expiresAt'> & { expiresAt: string }>(sql`
    select user_id as "userId", role, email, full_name as "fullName", tenant_id as "tenantId", tenant_slug as
      "tenantSlug", tenant_name as "tenantName", retired_reason as "retiredReason", expires_at as "expiresAt"
    from wall.door_session(${tokenHash}) where expires_at > ${now.toISOString()}::timestamptz limit 1`);
  const [row] = rows;
  return row && { ...row, expiresAt: new Date(row.expiresAt) };
}

export async function deleteStaffSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.execute(sql`select wall.door_close_session(${tokenHash})`);
}

/** Replaces a hash by one with today's parameters, unless the password was changed meanwhile. */
export async function updatePasswordHash(tx: Tx, userId: string, from: string, to: string): Promise<void> {
  await tx.execute(sql`select wall.door_renew_hash(${userId}, ${from}, ${to})`);
}
