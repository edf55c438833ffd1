import { findHouseLocation, storeCorrectedLocation } from '#db/queries/homes/locations.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { locatedAddressOf, whyImplausible } from './check-location.ts';
import { noSuchHouse } from './no-such-house.ts';
import { houseLocationSchema } from './schema.ts';

/**
 * Sets a house's position by hand, decimal degrees; no geocoding overwrites it afterwards (C2). `input` is checked
 * here. Throws AppError: 422 for a position that cannot be this house's, 404 for a house that is not the tenant's.
 */
export async function correctHouseLocation(
  scope: TenantScope,
  houseId: string | undefined,
  input: unknown,
): Promise<{ latitude: number; longitude: number }> {
  const location = validate(houseLocationSchema, input);
  const id = requireId(houseId, noSuchHouse);
  await withScope(scope, async (tx) => {
    const house = await findHouseLocation(tx, scope, id);
    if (!house) throw noSuchHouse();
    const fault = whyImplausible(location, {
      latitude: house.developmentLatitude,
      longitude: house.developmentLongitude,
    });
    if (fault) {
      const message =
        `and longitude: this position ${fault}; check both numbers, or have the development’s own position ` +
        'corrected';
      throw new AppError('invalid-input', `latitude ${message}`, { fields: [{ field: 'latitude', message }] });
    }
    if (
      !(await storeCorrectedLocation(tx, scope, id, {
        ...location,
        source: 'staff',
        precision: 'rooftop',
        locatedAddress: locatedAddressOf(house),
      }))
    )
      throw noSuchHouse();
    await recordAudit(tx, scope, {
      action: 'house.location-corrected',
      subjectType: 'house',
      subjectId: id,
      details: {
        from: {
          latitude: house.latitude,
          longitude: house.longitude,
          source: house.locationSource,
          precision: house.locationPrecision,
        },
        to: location,
      },
    });
  });
  return location;
}
