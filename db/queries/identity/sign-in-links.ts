import { and, desc, eq, gt, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { homeowners, houses } from '../../schema/homes.ts';
import { signInLinks } from '../../schema/identity.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import { ofOpenBuilder } from '../../fragments/open-builder.ts';
import type { Tx } from '../../scope.ts';

/**
 * The houses whose current owner has claimed them under this e-mail address (case does not matter), at most five; none
 * of a retired builder.
 */
export async function findClaimedHousesByEmail(tx: Tx, email: string) {
  return tx
    .select({ tenantId: homeowners.tenantId, homeownerId: homeowners.id, houseId: homeowners.houseId })
    .from(homeowners)
    .where(
      and(
        eq(sql`lower(${homeowners.email})`, email.toLowerCase()),
        isNull(homeowners.endedAt),
        isNotNull(homeowners.claimedAt),
        ofOpenBuilder(homeowners.tenantId),
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
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
      supportPhone: tenants.supportPhone,
      retiredAt: tenants.retiredAt,
    })
    .from(homeowners)
    .innerJoin(houses, and(eq(houses.tenantId, homeowners.tenantId), eq(houses.id, homeowners.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .where(settledOwner(owner))
    .limit(1);
  return row;
}
