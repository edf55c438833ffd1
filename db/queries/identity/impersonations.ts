import { and, asc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { developmentBeside } from '../../fragments/lateral-house.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { impersonations, staffUsers } from '../../schema/identity.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

type Key = { tenantId: string; id: string };

/** Of an impersonation that lasts: who acts, as whom, until when. What a person has not is null. */
export type LivingImpersonation = {
  adminId: string;
  adminName: string;
  expiresAt: Date;
  mayWrite: boolean;
  role: 'owner' | 'manager' | 'viewer';
  fullName: string;
  tenantSlug: string;
  tenantName: string;
  userId: string | null;
  email: string | null;
  homeownerId: string | null;
  houseId: string | null;
  developmentId: string | null;
  houseType: string | null;
  houseLabel: string | null;
  libraryVersion: string;
};

/** The impersonation `id` while it lasts, for the admin's session whose token has this hash. */
export async function findImpersonation(
  tx: Tx,
  { tenantId, id }: Key,
  sessionHash: string,
): Promise<LivingImpersonation | undefined> {
  const { rows } = await tx.execute<Omit<LivingImpersonation, 'expiresAt'> & { expiresAt: string }>(sql`
    select admin_id as "adminId", admin_name as "adminName", expires_at as "expiresAt", may_write as "mayWrite", role,
      full_name as "fullName", tenant_slug as "tenantSlug", tenant_name as "tenantName", user_id as "userId", email,
      homeowner_id as "homeownerId", house_id as "houseId", development_id as "developmentId",
      house_type as "houseType", house_label as "houseLabel", library_version as "libraryVersion"
    from wall.door_impersonation(${tenantId}, ${id}, ${sessionHash}) limit 1`);
  const [row] = rows;
  return row && { ...row, expiresAt: new Date(row.expiresAt) };
}

export type NewImpersonation = Key & {
  adminId: string;
  sessionHash: string;
  person: { staffUserId: string } | { houseId: string; homeownerId: string };
  reason: string;
  writeReason: string | null;
  /** At most 15. */
  minutes: number;
};

/** Writes one down that begins now; returns when it ends. */
export async function insertImpersonation(
  tx: Tx,
  _scope: PlatformScope,
  { person, minutes, ...row }: NewImpersonation,
): Promise<Date> {
  const [made] = await tx
    .insert(impersonations)
    .values({ ...row, ...person, expiresAt: sql`now() + make_interval(mins => ${minutes})` })
    .returning({ expiresAt: impersonations.expiresAt });
  if (!made) throw new Error('An impersonation that was written down is not there.');
  return made.expiresAt;
}

const ended = {
  tenantId: impersonations.tenantId,
  id: impersonations.id,
  adminId: impersonations.adminId,
  staffUserId: impersonations.staffUserId,
  houseId: impersonations.houseId,
  homeownerId: impersonations.homeownerId,
};

/** Whose acting as whom has ended. */
export type EndedImpersonation = Key & {
  adminId: string;
  staffUserId: string | null;
  houseId: string | null;
  homeownerId: string | null;
};

/** Ends one of an admin's, as of now. Undefined when it had ended. */
export async function endImpersonation(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, id, adminId }: Key & { adminId: string },
): Promise<EndedImpersonation | undefined> {
  const [row] = await tx
    .update(impersonations)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(impersonations.tenantId, tenantId),
        eq(impersonations.id, id),
        eq(impersonations.adminId, adminId),
        isNull(impersonations.endedAt),
      ),
    )
    .returning(ended);
  return row;
}

/** Ends all of an admin's, as of now: nobody acts as two at once. */
export function endImpersonationsOf(tx: Tx, _scope: PlatformScope, adminId: string): Promise<EndedImpersonation[]> {
  return tx
    .update(impersonations)
    .set({ endedAt: sql`now()` })
    .where(and(eq(impersonations.adminId, adminId), isNull(impersonations.endedAt)))
    .returning(ended);
}

/** More than ever act at once. */
const LAPSED = 100;

/**
 * Ends those whose time is over, as of then, and those whose admin has signed out, as of now: at most 100 at a time.
 * `why` tells which.
 */
export async function endLapsed(
  tx: Tx,
  _scope: PlatformScope,
): Promise<(EndedImpersonation & { why: 'time' | 'session' })[]> {
  const { rows } = await tx.execute<EndedImpersonation & { why: 'time' | 'session' }>(sql`
    update impersonations i set ended_at = least(i.expires_at, now())
    where (i.tenant_id, i.id) in (select l.tenant_id, l.id from impersonations l where l.ended_at is null and
      (l.expires_at <= now() or not exists (select from staff_sessions x where x.token_hash = l.session_hash))
      order by l.admin_id, l.expires_at limit ${LAPSED})
    returning i.tenant_id as "tenantId", i.id, i.admin_id as "adminId", i.staff_user_id as "staffUserId",
      i.house_id as "houseId", i.homeowner_id as "homeownerId",
      case when i.expires_at <= now() then 'time' else 'session' end as why`);
  return rows;
}

/** A living account of a builder's staff; undefined for any other. */
export async function findStaffPerson(
  tx: Tx,
  _scope: PlatformScope,
  person: { tenantId: string; staffUserId: string },
): Promise<
  | { tenantName: string; retiredAt: Date | null; fullName: string; role: 'manager' | 'viewer'; email: string }
  | undefined
> {
  const [row] = await tx
    .select({
      tenantName: tenants.name,
      retiredAt: tenants.retiredAt,
      fullName: staffUsers.fullName,
      role: sql<'manager' | 'viewer'>`${staffUsers.role}`,
      email: staffUsers.email,
    })
    .from(staffUsers)
    .innerJoin(tenants, eq(tenants.id, staffUsers.tenantId))
    .where(
      and(
        eq(staffUsers.tenantId, person.tenantId),
        eq(staffUsers.id, person.staffUserId),
        ne(staffUsers.role, 'admin'),
        isNull(staffUsers.disabledAt),
      ),
    )
    .limit(1);
  return row;
}

/** The present owner of a house, who has taken it; undefined while nobody has. */
export async function findOwnerPerson(tx: Tx, _scope: PlatformScope, house: { tenantId: string; houseId: string }) {
  const [row] = await tx
    .select({
      tenantName: tenants.name,
      retiredAt: tenants.retiredAt,
      fullName: homeowners.fullName,
      homeownerId: homeowners.id,
      houseLabel: houses.label,
      developmentName: developments.name,
    })
    .from(houses)
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(
      homeowners,
      and(
        eq(homeowners.tenantId, houses.tenantId),
        eq(homeowners.houseId, houses.id),
        isNull(homeowners.endedAt),
        isNotNull(homeowners.claimedAt),
      ),
    )
    .where(and(eq(houses.tenantId, house.tenantId), eq(houses.id, house.houseId)))
    .limit(1);
  return row;
}

/** A page of a builder's staff, by id: those who may sign in. */
export function selectStaff(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, after, limit }: { tenantId: string; after?: string | undefined; limit: number },
) {
  return tx
    .select({
      id: staffUsers.id,
      role: staffUsers.role,
      email: staffUsers.email,
      fullName: staffUsers.fullName,
      createdAt: staffUsers.createdAt,
    })
    .from(staffUsers)
    .where(
      and(
        eq(staffUsers.tenantId, tenantId),
        isNull(staffUsers.disabledAt),
        after === undefined ? undefined : gt(staffUsers.id, after),
      ),
    )
    .orderBy(asc(staffUsers.id))
    .limit(limit);
}

type OwnersFilter = {
  tenantId: string;
  /** Only houses that come after this one. */
  after?: { order: string; id: string } | undefined;
  /** Part of a house's label. */
  q?: string | undefined;
  limit: number;
};

/** A page of a builder's houses by street and number, each with who owns it now. */
export function selectOwners(tx: Tx, _scope: PlatformScope, { tenantId, after, q, limit }: OwnersFilter) {
  const pattern = q !== undefined && q !== '' ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const chosen = tx
    .select()
    .from(houses)
    .where(
      and(
        eq(houses.tenantId, tenantId),
        after && sql`(${houses.labelOrder}, ${houses.id}) > (${after.order}, ${after.id}::uuid)`,
        // Expected of every second house, so that they are gone through in their order until the page is full.
        pattern === undefined ? undefined : sql`case when ${houses.label} ilike ${pattern} then true else false end`,
      ),
    )
    .orderBy(asc(houses.labelOrder), asc(houses.id))
    .limit(limit)
    .as('houses');
  const owner = tx
    .select({ fullName: homeowners.fullName, claimedAt: homeowners.claimedAt })
    .from(homeowners)
    .where(and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)))
    .limit(1)
    .as('homeowners');
  return tx
    .select({
      id: houses.id,
      label: houses.label,
      order: houses.labelOrder,
      developmentName: developments.name,
      fullName: sql<string | null>`${homeowners.fullName}`,
      claimedAt: sql<Date | null>`${homeowners.claimedAt}`.mapWith(homeowners.claimedAt),
    })
    .from(chosen)
    .innerJoinLateral(developmentBeside(tx), sql`true`)
    .leftJoinLateral(owner, sql`true`)
    .orderBy(asc(houses.labelOrder), asc(houses.id))
    .limit(limit);
}
