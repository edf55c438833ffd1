import { and, asc, desc, eq, ilike, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { homeowners, houses, pointsOfInterest } from '../schema/homes.ts';
import { jobStatus, type JobState } from '../schema/jobs.ts';
import { developments } from '../schema/tenancy.ts';
import type { TenantScope, Tx } from '../scope.ts';

/*
 * Houses as the builder's staff see them ("units").
 */

/** More than a refresh ever stores (20 categories of 40), so that no development's list is without a bound. */
const MAX_PLACES = 1000;

export type UnitStatus = 'claimed' | 'unclaimed' | 'unlocated';

export type UnitFilter = {
  limit: number;
  /** Only houses that come after this one in the list. */
  after?: { order: string; id: string };
  developmentId?: string;
  houseType?: string;
  status?: UnitStatus;
  /** Part of the label, the address or the Eircode. */
  q?: string;
};

/** The house's development and owner, looked up house by house: a join may read and sort all houses for a page of them. */
const developmentOf = (tx: Tx) =>
  tx
    .select({ name: developments.name, latitude: developments.latitude, longitude: developments.longitude })
    .from(developments)
    .where(and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .limit(1)
    .as('development');

const ownerOf = (tx: Tx) =>
  tx
    .select({ claimedAt: homeowners.claimedAt, fullName: homeowners.fullName })
    .from(homeowners)
    .where(and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)))
    .limit(1)
    .as('owner');

const unit = (development: ReturnType<typeof developmentOf>, owner: ReturnType<typeof ownerOf>) => ({
  id: houses.id,
  developmentId: houses.developmentId,
  developmentName: development.name,
  label: houses.label,
  houseType: houses.houseType,
  address: houses.address,
  claimedAt: owner.claimedAt,
  latitude: houses.latitude,
  longitude: houses.longitude,
  precision: houses.locationPrecision,
  source: houses.locationSource,
});

function hasStatus(status: UnitStatus | undefined, owner: ReturnType<typeof ownerOf>): SQL | undefined {
  if (status === 'claimed') return isNotNull(owner.claimedAt);
  if (status === 'unclaimed') return isNull(owner.claimedAt);
  return status === 'unlocated' ? or(isNull(houses.latitude), isNull(houses.longitude)) : undefined;
}

/** Houses of a tenant by street and number, at most `limit` (B1, G2). */
export function listUnits(tx: Tx, scope: TenantScope, filter: UnitFilter) {
  const pattern = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const development = developmentOf(tx);
  const owner = ownerOf(tx);
  return tx
    .select({ ...unit(development, owner), order: houses.labelOrder })
    .from(houses)
    .innerJoinLateral(development, sql`true`)
    .leftJoinLateral(owner, sql`true`)
    .where(
      and(
        eq(houses.tenantId, scope.tenantId),
        filter.developmentId ? eq(houses.developmentId, filter.developmentId) : undefined,
        filter.after ? sql`(${houses.labelOrder}, ${houses.id}) > (${filter.after.order}, ${filter.after.id}::uuid)` : undefined,
        filter.houseType ? eq(houses.houseType, filter.houseType) : undefined,
        hasStatus(filter.status, owner),
        pattern ? or(ilike(houses.label, pattern), ilike(houses.address, pattern), ilike(houses.eircode, pattern)) : undefined,
      ),
    )
    .orderBy(asc(houses.labelOrder), asc(houses.id))
    .limit(filter.limit);
}

/** One house of a tenant, with where its position comes from and where its development is. */
export async function findUnit(tx: Tx, scope: TenantScope, id: string) {
  const development = developmentOf(tx);
  const owner = ownerOf(tx);
  const [row] = await tx
    .select({ ...unit(development, owner), eircode: houses.eircode, ownerName: owner.fullName, locatedAddress: houses.locatedAddress, locatedAt: houses.locatedAt, developmentLatitude: development.latitude, developmentLongitude: development.longitude })
    .from(houses)
    .innerJoinLateral(development, sql`true`)
    .leftJoinLateral(owner, sql`true`)
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.id, id)))
    .limit(1);
  return row;
}

/** The places around a development, at most 1,000. */
export function listDevelopmentPlaces(tx: Tx, scope: TenantScope, developmentId: string) {
  return tx
    .select({ id: pointsOfInterest.id, source: pointsOfInterest.source, category: pointsOfInterest.category, name: pointsOfInterest.name, latitude: pointsOfInterest.latitude, longitude: pointsOfInterest.longitude, refreshedAt: pointsOfInterest.refreshedAt })
    .from(pointsOfInterest)
    .where(and(eq(pointsOfInterest.tenantId, scope.tenantId), eq(pointsOfInterest.developmentId, developmentId)))
    .orderBy(asc(pointsOfInterest.id))
    .limit(MAX_PLACES);
}

export type LatestJob = { id: string; eventName: string; state: JobState; error: string | null; createdAt: Date; finishedAt: Date | null };

/** The latest job of each subject with its event. */
export async function findLatestJobs(tx: Tx, scope: TenantScope, wanted: readonly { subjectId: string; eventName: string }[]): Promise<(LatestJob | undefined)[]> {
  const found: (LatestJob | undefined)[] = [];
  for (const { subjectId, eventName } of wanted) {
    const [row] = await tx
      .select({ id: jobStatus.id, eventName: jobStatus.eventName, state: jobStatus.state, error: jobStatus.error, createdAt: jobStatus.createdAt, finishedAt: jobStatus.finishedAt })
      .from(jobStatus)
      .where(and(eq(jobStatus.tenantId, scope.tenantId), eq(jobStatus.subjectId, subjectId), eq(jobStatus.eventName, eventName)))
      .orderBy(desc(jobStatus.id))
      .limit(1);
    found.push(row);
  }
  return found;
}
