import { and, asc, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { developmentBeside } from '../../fragments/lateral-house.ts';
import { homeowners, houses, pointsOfInterest } from '../../schema/homes.ts';
import type { JobState } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * Houses as the builder's staff see them ("units").
 */

/** More than a refresh ever stores (20 categories of 40), so that no development's list is without a bound. */
const MAX_PLACES = 1000;

export type UnitStatus = 'claimed' | 'unclaimed' | 'unlocated';

export type UnitFilter = {
  limit: number;
  /** Only houses that come after this one in the list; its type where they are listed by it. */
  after?: { type?: string; order: string; id: string };
  /** `house`: by street and number, the default; `type`: by house type, then so. */
  sort?: 'house' | 'type';
  descending?: boolean;
  developmentId?: string;
  houseType?: string;
  status?: UnitStatus;
  /** Has the house a code that is not revoked? */
  code?: 'good' | 'none';
  /** Part of the label, the address or the Eircode. */
  q?: string;
};

type Order = Pick<UnitFilter, 'sort' | 'descending'>;

function orderOf({ sort, descending }: Order): SQL[] {
  const direction = descending ? desc : asc;
  const columns = [...(sort === 'type' ? [houses.houseType] : []), houses.labelOrder, houses.id];
  return columns.map((column) => direction(column));
}

function isBeyond(after: NonNullable<UnitFilter['after']>, { sort, descending }: Order): SQL {
  const sign = sql.raw(descending ? '<' : '>');
  return sort === 'type'
    ? sql`(${houses.houseType}, ${houses.labelOrder}, ${houses.id}) ${sign} (${after.type ?? ''}, ${after.order},
        ${after.id}::uuid)`
    : sql`(${houses.labelOrder}, ${houses.id}) ${sign} (${after.order}, ${after.id}::uuid)`;
}

/**
 * The first `limit` houses of `where`, each with its development and owner: houses are chosen first, so that these are
 * looked up for them alone. Under the tables' names, so that the columns below speak of them.
 */
function chooseHouses(tx: Tx, scope: TenantScope, where: SQL | undefined, limit: number, order: Order = {}) {
  const chosen = tx
    .select()
    .from(houses)
    .where(and(eq(houses.tenantId, scope.tenantId), where))
    .orderBy(...orderOf(order))
    .limit(limit)
    .as('houses');
  const development = developmentBeside(tx);
  const owner = tx
    .select({
      fullName: homeowners.fullName,
      email: homeowners.email,
      claimedAt: homeowners.claimedAt,
      lastSeenOn: homeowners.lastSeenOn,
    })
    .from(homeowners)
    .where(and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)))
    .limit(1)
    .as('homeowners');
  return { chosen, development, owner };
}

const unit = {
  id: houses.id,
  developmentId: houses.developmentId,
  developmentName: developments.name,
  label: houses.label,
  houseType: houses.houseType,
  address: houses.address,
  claimedAt: sql<Date | null>`${homeowners.claimedAt}`.mapWith(homeowners.claimedAt),
  ownerName: sql<string | null>`${homeowners.fullName}`,
  lastSeenOn: sql<string | null>`${homeowners.lastSeenOn}`,
  latitude: houses.latitude,
  longitude: houses.longitude,
  precision: houses.locationPrecision,
  source: houses.locationSource,
};

/**
 * A condition of which the planner is to expect that every second row fulfils it, so that it goes through the houses in
 * their order until the page is full.
 */
const perhaps = (condition: SQL) => sql`case when ${condition} then true else false end`;

function hasStatus(status: UnitStatus): SQL {
  if (status === 'unlocated') return perhaps(sql`${houses.latitude} is null or ${houses.longitude} is null`);
  const claimed = sql`(select o.claimed_at from homeowners o where o.tenant_id = ${houses.tenantId}
    and o.house_id = ${houses.id} and o.ended_at is null limit 1)`;
  return perhaps(status === 'claimed' ? sql`${claimed} is not null` : sql`${claimed} is null`);
}

function hasCode(code: 'good' | 'none'): SQL {
  const good = sql`(select true from qr_tokens q where q.tenant_id = ${houses.tenantId} and q.house_id = ${houses.id}
    and q.revoked_at is null limit 1)`;
  return perhaps(code === 'good' ? sql`${good}` : sql`${good} is null`);
}

/** Houses of a tenant by street and number, at most `limit` (B1, G2). */
export function listUnits(tx: Tx, scope: TenantScope, filter: UnitFilter) {
  const { chosen, development, owner } = chooseHouses(tx, scope, fits(filter), filter.limit, filter);
  return tx
    .select({ ...unit, order: houses.labelOrder })
    .from(chosen)
    .innerJoinLateral(development, sql`true`)
    .leftJoinLateral(owner, sql`true`)
    .orderBy(...orderOf(filter))
    .limit(filter.limit);
}

/** The same with all that an import reads. */
export function listUnitsToExport(tx: Tx, scope: TenantScope, filter: UnitFilter) {
  const { chosen, development, owner } = chooseHouses(tx, scope, fits(filter), filter.limit, filter);
  return tx
    .select({
      ...unit,
      order: houses.labelOrder,
      eircode: houses.eircode,
      ownerEmail: sql<string | null>`${homeowners.email}`,
    })
    .from(chosen)
    .innerJoinLateral(development, sql`true`)
    .leftJoinLateral(owner, sql`true`)
    .orderBy(...orderOf(filter))
    .limit(filter.limit);
}

function fits(filter: UnitFilter): SQL | undefined {
  const pattern = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  return and(
    filter.developmentId ? eq(houses.developmentId, filter.developmentId) : undefined,
    filter.after ? isBeyond(filter.after, filter) : undefined,
    filter.houseType ? perhaps(sql`${houses.houseType} = ${filter.houseType}`) : undefined,
    filter.status ? hasStatus(filter.status) : undefined,
    filter.code ? hasCode(filter.code) : undefined,
    pattern
      ? perhaps(
          sql`${houses.label} ilike ${pattern} or ${houses.address} ilike ${pattern}
            or ${houses.eircode} ilike ${pattern}`,
        )
      : undefined,
  );
}

/** One house of a tenant, with where its position comes from and where its development is. */
export async function findUnit(tx: Tx, scope: TenantScope, id: string) {
  const { chosen, development, owner } = chooseHouses(tx, scope, eq(houses.id, id), 1);
  const [row] = await tx
    .select({
      ...unit,
      eircode: houses.eircode,
      locatedAddress: houses.locatedAddress,
      locatedAt: houses.locatedAt,
      developmentLatitude: developments.latitude,
      developmentLongitude: developments.longitude,
    })
    .from(chosen)
    .innerJoinLateral(development, sql`true`)
    .leftJoinLateral(owner, sql`true`)
    .limit(1);
  return row;
}

/** The places around a development, at most 1,000. */
export function listDevelopmentPlaces(tx: Tx, scope: TenantScope, developmentId: string) {
  return tx
    .select({
      id: pointsOfInterest.id,
      source: pointsOfInterest.source,
      category: pointsOfInterest.category,
      name: pointsOfInterest.name,
      latitude: pointsOfInterest.latitude,
      longitude: pointsOfInterest.longitude,
      refreshedAt: pointsOfInterest.refreshedAt,
    })
    .from(pointsOfInterest)
    .where(and(eq(pointsOfInterest.tenantId, scope.tenantId), eq(pointsOfInterest.developmentId, developmentId)))
    .orderBy(asc(pointsOfInterest.id))
    .limit(MAX_PLACES);
}

export type LatestJob = {
  id: string;
  eventName: string;
  state: JobState;
  /** Whole per cent. */
  progress: number;
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** The latest job of each subject with its event. */
export async function findLatestJobs(
  tx: Tx,
  scope: TenantScope,
  wanted: readonly { subjectId: string; eventName: string }[],
): Promise<(LatestJob | undefined)[]> {
  const found: (LatestJob | undefined)[] = [];
  for (const { subjectId, eventName } of wanted) {
    const [row] = await tx
      .select({
        id: jobStatus.id,
        eventName: jobStatus.eventName,
        state: jobStatus.state,
        progress: jobStatus.progress,
        error: jobStatus.error,
        createdAt: jobStatus.createdAt,
        finishedAt: jobStatus.finishedAt,
      })
      .from(jobStatus)
      .where(
        and(
          eq(jobStatus.tenantId, scope.tenantId),
          eq(jobStatus.subjectId, subjectId),
          eq(jobStatus.eventName, eventName),
        ),
      )
      .orderBy(desc(jobStatus.id))
      .limit(1);
    found.push(row);
  }
  return found;
}
