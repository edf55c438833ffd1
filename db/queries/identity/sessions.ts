import { and, desc, eq, gt, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { libraryVersions } from '../../schema/documents.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { revokedTokens, signInLinks, type StaffRole } from '../../schema/identity.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
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
    select user_id as "userId", role, email, tenant_id as "tenantId", tenant_slug as "tenantSlug"
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

export type StaffSessionRow = StaffAccount & { fullName: string; tenantName: string | null; expiresAt: Date };

/** A live staff session by its token's hash, with the person behind it. */
export async function findStaffSession(tx: Tx, tokenHash: string, now: Date): Promise<StaffSessionRow | undefined> {
  const { rows } = await tx.execute<Omit<StaffSessionRow, 'expiresAt'> & { expiresAt: string }>(sql`
    select user_id as "userId", role, email, full_name as "fullName", tenant_id as "tenantId", tenant_slug as
      "tenantSlug", tenant_name as "tenantName", expires_at as "expiresAt"
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

/** The houses whose current owner has claimed them under this e-mail address (case does not matter), at most five. */
export async function findClaimedHousesByEmail(tx: Tx, email: string) {
  return tx
    .select({ tenantId: homeowners.tenantId, homeownerId: homeowners.id, houseId: homeowners.houseId })
    .from(homeowners)
    .where(
      and(
        eq(sql`lower(${homeowners.email})`, email.toLowerCase()),
        isNull(homeowners.endedAt),
        isNotNull(homeowners.claimedAt),
      ),
    )
    .limit(5);
}

/** Who has claimed the house and has not moved out or been forgotten since. */
const settledOwner = (owner: { tenantId: string; homeownerId: string }) =>
  and(
    eq(homeowners.tenantId, owner.tenantId),
    eq(homeowners.id, owner.homeownerId),
    isNull(homeowners.endedAt),
    isNotNull(homeowners.claimedAt),
  );

/**
 * To whom a sign-in mail goes and what it says of the house; undefined once the owner has moved out or was forgotten.
 */
export async function readOwnerForMail(tx: Tx, owner: { tenantId: string; homeownerId: string }) {
  const [row] = await tx
    .select({
      email: homeowners.email,
      label: houses.label,
      developmentName: developments.name,
      tenantName: tenants.name,
    })
    .from(homeowners)
    .innerJoin(houses, and(eq(houses.tenantId, homeowners.tenantId), eq(houses.id, homeowners.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .where(settledOwner(owner))
    .limit(1);
  return row;
}

/*
 * A link's time is counted by the database's clock alone: row-level security holds by the same one that a dead link
 * stays dead.
 */
type NewLink = Omit<typeof signInLinks.$inferInsert, 'expiresAt'> & Living;
/** For how long from now it is good, milliseconds. */
type Living = { lifetime: number };
const endOf = (lifetime: number) => sql`now() + ${lifetime} * interval '1 millisecond'`;

/** Open links of one owner at a time; a further one closes the oldest. */
const OPEN_LINKS = 3;

/**
 * Stores a new link; of the owner's open ones the newest stay open with it. The owner is locked until the transaction
 * ends. False when there is such a link already: then nothing is written.
 */
export async function insertSignInLink(tx: Tx, { lifetime, ...link }: NewLink): Promise<boolean> {
  const owner = and(eq(homeowners.tenantId, link.tenantId), eq(homeowners.id, link.homeownerId));
  await tx.select({ id: homeowners.id }).from(homeowners).where(owner).for('update');
  const { rowCount } = await tx
    .insert(signInLinks)
    .values({ ...link, expiresAt: endOf(lifetime) })
    .onConflictDoNothing();
  if (rowCount === 0) return false;
  const open = await tx
    .select({ id: signInLinks.id })
    .from(signInLinks)
    .where(openLinksOf(link))
    .orderBy(desc(signInLinks.id))
    .limit(100);
  const surplus = open.slice(OPEN_LINKS).map(({ id }) => id);
  if (surplus.length > 0)
    await tx
      .update(signInLinks)
      .set({ usedAt: sql`now()` })
      .where(and(openLinksOf(link), inArray(signInLinks.id, surplus)));
  return true;
}

/** A link whose mail is to be sent, by its id. */
export async function findLinkToMail(tx: Tx, link: { tenantId: string; linkId: string }) {
  const [row] = await tx
    .select({
      homeownerId: signInLinks.homeownerId,
      tokenHash: signInLinks.tokenHash,
      createdAt: signInLinks.createdAt,
      expiresAt: signInLinks.expiresAt,
      usedAt: signInLinks.usedAt,
    })
    .from(signInLinks)
    .where(and(eq(signInLinks.tenantId, link.tenantId), eq(signInLinks.id, link.linkId)))
    .limit(1);
  return row;
}

/** Lets a living link count from now. False when it has died: it stays dead. */
export async function extendSignInLink(tx: Tx, link: { tenantId: string; linkId: string } & Living): Promise<boolean> {
  const { rowCount } = await tx
    .update(signInLinks)
    .set({ expiresAt: endOf(link.lifetime) })
    .where(
      and(
        eq(signInLinks.tenantId, link.tenantId),
        eq(signInLinks.id, link.linkId),
        gt(signInLinks.expiresAt, sql`now()`),
        isNull(signInLinks.usedAt),
      ),
    );
  return (rowCount ?? 0) > 0;
}

function openLinksOf(owner: { tenantId: string; homeownerId: string }): SQL | undefined {
  return and(
    eq(signInLinks.tenantId, owner.tenantId),
    eq(signInLinks.homeownerId, owner.homeownerId),
    isNull(signInLinks.usedAt),
  );
}

export type UsableLink = { tenantId: string; linkId: string; homeownerId: string; houseId: string };

/** A link that can still be used, by its token's hash. */
export async function findSignInLink(tx: Tx, tokenHash: string): Promise<UsableLink | undefined> {
  const { rows } = await tx.execute<UsableLink>(sql`
    select tenant_id as "tenantId", link_id as "linkId", homeowner_id as "homeownerId", house_id as "houseId"
    from wall.door_link(${tokenHash}) where expires_at > now() limit 1`);
  return rows[0];
}

/** Uses a link up; false when it cannot be used any more. */
export async function consumeSignInLink(tx: Tx, link: { tenantId: string; linkId: string }): Promise<boolean> {
  const { rowCount } = await tx
    .update(signInLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(signInLinks.tenantId, link.tenantId),
        eq(signInLinks.id, link.linkId),
        gt(signInLinks.expiresAt, sql`now()`),
        isNull(signInLinks.usedAt),
      ),
    );
  return rowCount === 1;
}

/** Closes every open link of an owner. */
export async function closeSignInLinks(tx: Tx, owner: { tenantId: string; homeownerId: string }): Promise<void> {
  await tx
    .update(signInLinks)
    .set({ usedAt: sql`now()` })
    .where(openLinksOf(owner));
}

/** The house of a current owner who has claimed it. */
export async function findOwnedHouse(tx: Tx, owner: { tenantId: string; homeownerId: string }) {
  const [row] = await tx
    .select({
      houseId: houses.id,
      developmentId: houses.developmentId,
      houseType: houses.houseType,
      label: houses.label,
      developmentName: developments.name,
      sessionsValidFrom: houses.sessionsValidFrom,
    })
    .from(homeowners)
    .innerJoin(houses, and(eq(houses.tenantId, homeowners.tenantId), eq(houses.id, homeowners.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .where(settledOwner(owner))
    .limit(1);
  return row;
}
