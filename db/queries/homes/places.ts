import { and, asc, eq, inArray, lt, notExists, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { ofOpenBuilder } from '../../fragments/open-builder.ts';
import { houses, pointsOfInterest } from '../../schema/homes.ts';
import { OPEN_JOB_STATES } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import { developments } from '../../schema/tenancy.ts';
import type { HouseScope, PlatformScope, TenantScope, Tx } from '../../scope.ts';

/** More than a refresh ever stores (20 categories of 40), so that no development's list is without a bound. */
const MAX_PLACES = 1000;

export type NewPlace = {
  source: string;
  sourceId: string;
  category: string;
  name: string;
  latitude: number;
  longitude: number;
};

/** A development's name and position. */
export async function findDevelopmentPoint(tx: Tx, scope: TenantScope, developmentId: string) {
  const [row] = await tx
    .select({
      id: developments.id,
      name: developments.name,
      latitude: developments.latitude,
      longitude: developments.longitude,
    })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .limit(1);
  return row;
}

/**
 * Puts `places` in the place of all that were kept for the development. Two at once come one after the other, by the
 * lock on the development; readers see the one set or the other. False when the development is gone.
 */
export async function replacePlaces(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  places: readonly NewPlace[],
): Promise<boolean> {
  const [development] = await tx
    .select({ id: developments.id })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .limit(1)
    .for('no key update');
  if (!development) return false;
  await tx
    .delete(pointsOfInterest)
    .where(and(eq(pointsOfInterest.tenantId, scope.tenantId), eq(pointsOfInterest.developmentId, developmentId)));
  const refreshedAt = new Date();
  await tx
    .update(developments)
    .set({ placesRefreshedAt: refreshedAt })
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)));
  if (places.length > 0)
    await tx
      .insert(pointsOfInterest)
      .values(places.map((place) => ({ ...place, tenantId: scope.tenantId, developmentId, id: v7(), refreshedAt })));
  return true;
}

/**
 * The places near a house's development, at most 1,000, and the house's own position with the development's for one
 * without.
 */
export async function listPlacesNear(tx: Tx, scope: HouseScope, category: string | undefined) {
  const [origin] = await tx
    .select({
      latitude: houses.latitude,
      longitude: houses.longitude,
      precision: houses.locationPrecision,
      developmentLatitude: developments.latitude,
      developmentLongitude: developments.longitude,
    })
    .from(houses)
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.id, scope.houseId)))
    .limit(1);
  const places = await tx
    .select({
      id: pointsOfInterest.id,
      source: pointsOfInterest.source,
      category: pointsOfInterest.category,
      name: pointsOfInterest.name,
      latitude: pointsOfInterest.latitude,
      longitude: pointsOfInterest.longitude,
    })
    .from(pointsOfInterest)
    .where(
      and(
        eq(pointsOfInterest.tenantId, scope.tenantId),
        eq(pointsOfInterest.developmentId, scope.developmentId),
        category ? eq(pointsOfInterest.category, category) : undefined,
      ),
    )
    .orderBy(asc(pointsOfInterest.id))
    .limit(MAX_PLACES);
  return { origin, places };
}

/**
 * Developments of every tenant that is not retired, whose surroundings were last looked up before `before`, the longest
 * ago first, and for which no job named `eventName` is open; at most `limit`.
 */
export function listStaleDevelopments(
  tx: Tx,
  _scope: PlatformScope,
  stale: { before: Date; eventName: string; limit: number },
): Promise<{ tenantId: string; developmentId: string }[]> {
  const underWay = tx
    .select({ one: sql`1` })
    .from(jobStatus)
    .where(
      and(
        eq(jobStatus.subjectId, developments.id),
        inArray(jobStatus.state, OPEN_JOB_STATES),
        eq(jobStatus.eventName, stale.eventName),
      ),
    );
  return tx
    .select({ tenantId: developments.tenantId, developmentId: developments.id })
    .from(developments)
    .where(
      and(lt(developments.placesRefreshedAt, stale.before), notExists(underWay), ofOpenBuilder(developments.tenantId)),
    )
    .orderBy(asc(developments.placesRefreshedAt), asc(developments.id))
    .limit(stale.limit);
}
