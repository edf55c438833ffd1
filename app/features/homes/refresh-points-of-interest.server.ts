import { findDevelopmentPoint, replacePlaces } from '#db/queries/homes/places.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { logger } from '#app/platform/logger.ts';
import { overpass, type Overpass } from '#app/platform/maps/overpass.ts';
import { PLACE_CATEGORIES } from './place-categories.ts';
import { selectPlaces } from './select-places.ts';

/** How far around a development places are kept, metres. */
const RADIUS_M = 3000;

export type RefreshOutcome = { outcome: 'replaced'; places: number } | { outcome: 'kept'; reason: string };

/**
 * Looks a development's surroundings up and puts them in the place of what was kept, all at once (C2, F6). An answer
 * without any place is taken for a fault of the server's: the old ones stay. Safe to run twice. Throws AppError
 * `not-found` for a development that is gone, and UpstreamError for an answer that failed or broke off; then too the
 * old ones stay.
 */
export async function refreshPointsOfInterest(
  scope: TenantScope,
  developmentId: string,
  service: Overpass = overpass(),
): Promise<RefreshOutcome> {
  const development = await withScope(scope, (tx) => findDevelopmentPoint(tx, scope, developmentId), {
    readOnly: true,
  });
  if (!development) throw gone();
  const elements = await service.around(
    development,
    RADIUS_M,
    PLACE_CATEGORIES.map(({ tags }) => tags),
  );
  const places = selectPlaces(elements, development, RADIUS_M);
  if (places.length === 0) {
    logger.warn('no places found around a development; those kept before stay', {
      development_id: developmentId,
      elements: elements.length,
    });
    return { outcome: 'kept', reason: 'The map service found no place around the development.' };
  }
  const stored = await withScope(scope, (tx) =>
    replacePlaces(
      tx,
      scope,
      developmentId,
      places.map((place) => ({ ...place, source: 'overpass' })),
    ),
  );
  if (!stored) throw gone();
  return { outcome: 'replaced', places: places.length };
}

const gone = () => new AppError('not-found', 'This development is no longer here. There is nothing left to do.');
