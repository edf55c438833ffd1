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

const unit = {
  id: houses.id,
  developmentId: houses.developmentId,
  developmentName: developments.name,
  label: houses.label,
  houseType: houses.houseType,
  address: houses.address,
  claimedAt: homeowners.claimedAt,
  latitude: houses.latitude,
  longitude: houses.longitude,
  precision: houses.locationPrecision,
  source: houses.locationSource,
};

const itsDevelopment = and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId));
const itsOwner = and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt));

function hasStatus(status: UnitStatus | undefined): SQL | undefined {
  if (status === 'claimed') return isNotNull(homeowners.claimedAt);
  if (status === 'unclaimed') return isNull(homeowners.claimedAt);
  return status === 'unlocated' ? or(isNull(houses.latitude), isNull(houses.longitude)) : undefined;
}

/** Houses of a tenant by street and number, at most `limit` (B1, G2). */
export function listUnits(tx: Tx, scope: TenantScope, filter: UnitFilter) {
  const pattern = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  return tx
    .select({ ...unit, order: houses.labelOrder })
    .from(houses)
    .innerJoin(developments, itsDevelopment)
    .leftJoin(homeowners, itsOwner)
    .where(
      and(
        eq(houses.tenantId, scope.tenantId),
        filter.developmentId ? eq(houses.developmentId, filter.developmentId) : undefined,
        filter.after ? sql`(${houses.labelOrder}, ${houses.id}) > (${filter.after.order}, ${filter.after.id}::uuid)` : undefined,
        filter.houseType ? eq(houses.houseType, filter.houseType) : undefined,
        hasStatus(filter.status),
        pattern ? or(ilike(houses.label, pattern), ilike(houses.address, pattern), ilike(houses.eircode, pattern)) : undefined,
      ),
    )
    .orderBy(asc(houses.labelOrder), asc(houses.id))
    .limit(filter.limit);
}

/** One house of a tenant, with where its position comes from and where its development is. */
export async function findUnit(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({ ...unit, eircode: houses.eircode, ownerName: homeowners.fullName, locatedAddress: houses.locatedAddress, locatedAt: houses.locatedAt, developmentLatitude: developments.latitude, developmentLongitude: developments.longitude })
    .from(houses)
    .innerJoin(developments, itsDevelopment)
    .leftJoin(homeowners, itsOwner)
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
      .select({ id: jobStatus.id, eventName: sql<string>`${jobStatus.event} ->> 'name'`, state: jobStatus.state, error: jobStatus.error, createdAt: jobStatus.createdAt, finishedAt: jobStatus.finishedAt })
      .from(jobStatus)
      .where(and(eq(jobStatus.tenantId, scope.tenantId), eq(jobStatus.subjectId, subjectId), sql`${jobStatus.event} ->> 'name' = ${eventName}`))
      .orderBy(desc(jobStatus.id))
      .limit(1);
    found.push(row);
  }
  return found;
}
