import { findHouseLocation, storeFoundLocation } from '#db/queries/homes/locations.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { geocoder } from '#app/platform/maps/geocoder.server.ts';
import type { Geocoder, Precision } from '#app/platform/maps/geocoder.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { locatedAddressOf, whyImplausible } from './check-location.ts';

export type GeocodeOutcome =
  | { outcome: 'located'; source: string; precision: Precision; formattedAddress: string }
  /** Nothing was looked up: the house has a position and its address is the one it was found for. */
  | { outcome: 'unchanged' }
  /** Staff have set the position by hand, before or while the address was looked up; that stays. */
  | { outcome: 'set-by-staff' }
  /** The address changed while it was looked up; that change has a job of its own. */
  | { outcome: 'address-changed' };

const BY_HAND = 'Check the house’s address and Eircode and replay this job, or set its position by hand.';

/**
 * Finds a house's coordinates by its address and stores them with source, precision and time (C2). Does nothing for a
 * position set by staff, nor, without `force`, for a house located by the address that it has. Safe to run twice.
 * Throws AppError `not-found` for a house that is gone or an address that the service does not know, `invalid-input`
 * for an answer that cannot be right, and UpstreamError.
 */
export async function geocodeHouse(
  scope: TenantScope,
  request: { houseId: string; force?: boolean },
  service: Geocoder = geocoder(),
): Promise<GeocodeOutcome> {
  const { houseId, force = false } = request;
  const house = await withScope(scope, (tx) => findHouseLocation(tx, scope, houseId), { readOnly: true });
  if (!house) throw new AppError('not-found', 'This house is no longer here. There is nothing left to do.');
  if (house.locationSource === 'staff') return { outcome: 'set-by-staff' };
  const address = locatedAddressOf(house);
  const located =
    house.latitude !== null &&
    house.longitude !== null &&
    (house.locatedAddress === null || house.locatedAddress === address);
  if (located && !force) return { outcome: 'unchanged' };

  const found = await service.locate({ address: house.address, eircode: house.eircode });
  if (!found) throw new AppError('not-found', `The map service does not know “${address}”. ${BY_HAND}`);
  const fault = whyImplausible(found, { latitude: house.developmentLatitude, longitude: house.developmentLongitude });
  if (fault) throw new AppError('invalid-input', `What the map service took for “${address}” ${fault}. ${BY_HAND}`);

  const { latitude, longitude, source, precision, formattedAddress } = found;
  return withScope(scope, async (tx) => {
    if (
      !(await storeFoundLocation(tx, scope, house, { latitude, longitude, source, precision, locatedAddress: address }))
    ) {
      const now = await findHouseLocation(tx, scope, houseId);
      return { outcome: now?.locationSource === 'staff' ? 'set-by-staff' : 'address-changed' };
    }
    await recordAudit(tx, scope, {
      action: 'house.located',
      subjectType: 'house',
      subjectId: houseId,
      details: { latitude, longitude, source, precision, formatted_address: formattedAddress },
    });
    return { outcome: 'located', source, precision, formattedAddress };
  });
}
