import { and, asc, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { developmentBeside, houseBeside } from '../../fragments/lateral-house.ts';
import { homeowners, houses, invitations } from '../../schema/homes.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * Owners as their builder's staff see them.
 */

export type OwnerStatus = 'claimed' | 'unclaimed' | 'invited' | 'moved-out';
export type OwnerSort = 'name' | 'claimed' | 'seen';

export type OwnerFilter = {
  limit: number;
  sort: OwnerSort;
  descending: boolean;
  /** Only owners that come after this one in the list; `order` as it was given out. */
  after?: { order: string; id: string };
  developmentId?: string;
  houseType?: string;
  status?: OwnerStatus;
  /** Part of the name, the mail address or the house's label. */
  q?: string;
};

/** What each order is by, how a place in it is written, and read. */
const ORDERS = {
  name: { column: homeowners.nameOrder, write: (it: SQL) => it, read: (place: string) => sql`${place}` },
  claimed: {
    column: homeowners.claimedOrder,
    write: (it: SQL) => sql`(${it} at time zone 'UTC')::text`,
    read: (place: string) => sql`(${place}::timestamp at time zone 'UTC')`,
  },
  seen: {
    column: homeowners.seenOrder,
    write: (it: SQL) => sql`${it}::text`,
    read: (place: string) => sql`${place}::date`,
  },
};

/**
 * A condition of which the planner is to expect that every second row fulfils it, so that it goes through the owners in
 * their order until the page is full.
 */
const perhaps = (condition: SQL) => sql`case when ${condition} then true else false end`;

const itsHouse = (condition: SQL) => sql`(select ${condition} from houses h where h.tenant_id = ${homeowners.tenantId}
  and h.id = ${homeowners.houseId} limit 1)`;
const invitedAt = sql<string | null>`(select i.created_at from invitations i where i.tenant_id = ${homeowners.tenantId}
  and i.homeowner_id = ${homeowners.id} order by i.id desc limit 1)`;

function hasStatus(status: OwnerStatus | undefined): SQL {
  const current = sql`${homeowners.endedAt} is null`;
  if (status === 'moved-out') return perhaps(sql`${homeowners.endedAt} is not null`);
  if (status === 'claimed') return perhaps(sql`${current} and ${homeowners.claimedAt} is not null`);
  if (status === 'unclaimed') return perhaps(sql`${current} and ${homeowners.claimedAt} is null`);
  if (status === 'invited')
    return perhaps(sql`${current} and ${homeowners.claimedAt} is null and ${invitedAt} is not null`);
  return perhaps(current);
}

/** Owners of a tenant's houses in the order asked for, at most `limit` (B1, G2); those who moved out when asked for. */
export function listHomeowners(tx: Tx, scope: TenantScope, filter: OwnerFilter) {
  const { column, write, read } = ORDERS[filter.sort];
  const pattern = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const direction = filter.descending ? desc : asc;
  const beyond = sql.raw(filter.descending ? '<' : '>');
  const chosen = tx
    .select()
    .from(homeowners)
    .where(
      and(
        eq(homeowners.tenantId, scope.tenantId),
        filter.after
          ? sql`(${column}, ${homeowners.id}) ${beyond} (${read(filter.after.order)}, ${filter.after.id}::uuid)`
          : undefined,
        hasStatus(filter.status),
        filter.developmentId ? perhaps(itsHouse(sql`h.development_id = ${filter.developmentId}`)) : undefined,
        filter.houseType ? perhaps(itsHouse(sql`h.house_type = ${filter.houseType}`)) : undefined,
        pattern
          ? perhaps(
              sql`${homeowners.fullName} ilike ${pattern} or ${homeowners.email} ilike ${pattern}
                or ${itsHouse(sql`h.label ilike ${pattern}`)}`,
            )
          : undefined,
      ),
    )
    .orderBy(direction(column), direction(homeowners.id))
    .limit(filter.limit)
    .as('homeowners');
  const house = houseBeside(tx, homeowners);
  const development = developmentBeside(tx);
  return tx
    .select({ ...owner, order: write(sql`${column}`).mapWith(String) })
    .from(chosen)
    .innerJoinLateral(house, sql`true`)
    .innerJoinLateral(development, sql`true`)
    .orderBy(direction(column), direction(homeowners.id))
    .limit(filter.limit);
}

const owner = {
  id: homeowners.id,
  fullName: homeowners.fullName,
  email: homeowners.email,
  claimedAt: homeowners.claimedAt,
  lastSeenOn: homeowners.lastSeenOn,
  endedAt: homeowners.endedAt,
  invitedAt,
  houseId: houses.id,
  label: houses.label,
  houseType: houses.houseType,
  developmentId: developments.id,
  developmentName: developments.name,
};

/** The present owner of a house, with the latest invitation; undefined for a house without one. */
export async function findOwnerOf(tx: Tx, scope: TenantScope, houseId: string) {
  const [row] = await tx
    .select({
      id: homeowners.id,
      fullName: homeowners.fullName,
      email: homeowners.email,
      claimedAt: homeowners.claimedAt,
      lastSeenOn: homeowners.lastSeenOn,
    })
    .from(homeowners)
    .where(currentOf(scope, houseId))
    .limit(1);
  if (!row) return undefined;
  const [invitation] = await tx
    .select({
      createdAt: invitations.createdAt,
      mailedAt: invitations.mailedAt,
      mailFailedAt: invitations.mailFailedAt,
    })
    .from(invitations)
    .where(and(eq(invitations.tenantId, scope.tenantId), eq(invitations.homeownerId, row.id)))
    .orderBy(desc(invitations.id))
    .limit(1);
  return { ...row, invitation: invitation ?? null };
}

const currentOf = (scope: TenantScope, houseId: string) =>
  and(eq(homeowners.tenantId, scope.tenantId), eq(homeowners.houseId, houseId), isNull(homeowners.endedAt));

/** True when the house is the tenant's. */
export async function hasHouse(tx: Tx, scope: TenantScope, houseId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: houses.id })
    .from(houses)
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.id, houseId)))
    .limit(1);
  return rows.length > 0;
}

/** Writes down who buys a house. False when somebody owns it. */
export async function insertOwner(
  tx: Tx,
  scope: TenantScope,
  buyer: { id: string; houseId: string; fullName: string; email: string | null },
): Promise<boolean> {
  const { rowCount } = await tx
    .insert(homeowners)
    .values({ ...buyer, tenantId: scope.tenantId })
    .onConflictDoNothing();
  return rowCount === 1;
}

/** Puts name and address right of an owner who has not taken the house yet. False when there is none. */
export async function updateUnclaimedOwner(
  tx: Tx,
  scope: TenantScope,
  houseId: string,
  change: { fullName: string; email: string | null },
): Promise<boolean> {
  const { rowCount } = await tx
    .update(homeowners)
    .set(change)
    .where(and(currentOf(scope, houseId), isNull(homeowners.claimedAt)));
  return (rowCount ?? 0) > 0;
}

/** Ends the ownership of whoever owns the house now. */
export async function endOwner(tx: Tx, scope: TenantScope, houseId: string, at: Date): Promise<void> {
  await tx.update(homeowners).set({ endedAt: at }).where(currentOf(scope, houseId));
}
