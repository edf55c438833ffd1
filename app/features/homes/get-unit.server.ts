import { findLatestJobs, findUnit, listDevelopmentPlaces, type LatestJob } from '#db/queries/homes/units.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { houseGeocodeRequested, pointsOfInterestRefreshRequested } from '#inngest/events.ts';
import { requireId } from '#app/platform/require-id.ts';
import { locatedAddressOf } from './check-location.ts';
import { describeUnit, type UnitItem } from './list-units.server.ts';
import { measurePlaces, type NearbyPlaces } from './measure-places.ts';
import { noSuchHouse } from './no-such-house.ts';

/** Places shown of a house. */
const PLACES = 40;

/** Where a job of the house stands. */
export type UnitJob = {
  state: LatestJob['state'];
  error: string | null;
  created_at: string;
  finished_at: string | null;
};

export type UnitDetails = UnitItem & {
  eircode: string | null;
  located_at: string | null;
  /** The address that the position was found for, when it is not the house's any more. */
  located_for: string | null;
  places: NearbyPlaces & { refreshed_at: string | null };
  /** The latest look-up of the address and of the places; null when there was none, or its history is deleted. */
  jobs: { geocoding: UnitJob | null; places: UnitJob | null };
};

/**
 * One house of the tenant: where it stands, how that is known, and what is nearby (C2, F6, G2). Throws AppError 404.
 */
export async function getUnit(scope: TenantScope, unitId: string | undefined): Promise<UnitDetails> {
  const id = requireId(unitId, noSuchHouse);
  return withScope(
    scope,
    async (tx) => {
      const row = await findUnit(tx, scope, id);
      if (!row) throw noSuchHouse();
      const places = await listDevelopmentPlaces(tx, scope, row.developmentId);
      const [geocoding, refresh] = await findLatestJobs(tx, scope, [
        { subjectId: row.id, eventName: houseGeocodeRequested.name },
        { subjectId: row.developmentId, eventName: pointsOfInterestRefreshRequested.name },
      ]);
      const moved = row.locatedAddress !== null && row.locatedAddress !== locatedAddressOf(row);
      return {
        ...describeUnit(row),
        eircode: row.eircode,
        located_at: row.locatedAt?.toISOString() ?? null,
        located_for: moved ? row.locatedAddress : null,
        places: { ...measurePlaces(row, places, PLACES), refreshed_at: places[0]?.refreshedAt.toISOString() ?? null },
        jobs: { geocoding: describeJob(geocoding), places: describeJob(refresh) },
      };
    },
    { readOnly: true },
  );
}

function describeJob(job: LatestJob | undefined): UnitJob | null {
  return job
    ? {
        state: job.state,
        error: job.error,
        created_at: job.createdAt.toISOString(),
        finished_at: job.finishedAt?.toISOString() ?? null,
      }
    : null;
}
