import type { z } from 'zod';
import { listPlacesNear } from '#db/queries/homes/places.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { measurePlaces, type NearbyPlaces } from './measure-places.ts';
import type { placesQuerySchema } from './schema.ts';

/**
 * The places near a house with their distances (F6): at most `limit`, the nearest of each category first, so that a
 * short list still shows every kind; or those of one category. Throws AppError 404 when the house is gone.
 */
export async function listPlaces(
  scope: HouseScope,
  query: z.output<typeof placesQuerySchema> & { limit: number },
): Promise<NearbyPlaces> {
  const { origin, places } = await withScope(scope, (tx) => listPlacesNear(tx, scope, query.category), {
    readOnly: true,
  });
  if (!origin) throw new AppError('not-found', 'This house is no longer here. Ask your builder.');
  return measurePlaces(origin, places, query.limit);
}
