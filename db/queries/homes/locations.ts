import { and, eq, sql } from 'drizzle-orm';
import { houses } from '../../schema/homes.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

const theHouse = (scope: TenantScope, houseId: string) =>
  and(eq(houses.tenantId, scope.tenantId), eq(houses.id, houseId));

/** Where a house is said to be, and where its development is. */
export async function findHouseLocation(tx: Tx, scope: TenantScope, houseId: string) {
  const [row] = await tx
    .select({
      id: houses.id,
      label: houses.label,
      address: houses.address,
      eircode: houses.eircode,
      latitude: houses.latitude,
      longitude: houses.longitude,
      locationSource: houses.locationSource,
      locationPrecision: houses.locationPrecision,
      locatedAddress: houses.locatedAddress,
      developmentLatitude: developments.latitude,
      developmentLongitude: developments.longitude,
    })
    .from(houses)
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .where(theHouse(scope, houseId))
    .limit(1);
  return row;
}

export type FoundLocation = {
  latitude: number;
  longitude: number;
  source: string;
  precision: string;
  locatedAddress: string;
};

const locatedBy = ({ latitude, longitude, source, precision, locatedAddress }: FoundLocation) => ({
  latitude,
  longitude,
  locationSource: source,
  locationPrecision: precision,
  locatedAddress,
  locatedAt: sql`now()`,
});

/**
 * Stores what a geocoder found, unless staff have set the position or the address was changed meanwhile (C2): one
 * statement, so that nothing comes between the check and the write. False when it was not stored.
 */
export async function storeFoundLocation(
  tx: Tx,
  scope: TenantScope,
  house: { id: string; address: string; eircode: string | null },
  found: FoundLocation,
): Promise<boolean> {
  const stored = await tx
    .update(houses)
    .set(locatedBy(found))
    .where(
      and(
        theHouse(scope, house.id),
        sql`${houses.locationSource} is distinct from 'staff'`,
        eq(houses.address, house.address),
        sql`${houses.eircode} is not distinct from ${house.eircode}`,
      ),
    )
    .returning({ id: houses.id });
  return stored.length > 0;
}

/** Stores a position that staff have set by hand. False when there is no such house. */
export async function storeCorrectedLocation(
  tx: Tx,
  scope: TenantScope,
  houseId: string,
  location: FoundLocation,
): Promise<boolean> {
  const stored = await tx
    .update(houses)
    .set(locatedBy(location))
    .where(theHouse(scope, houseId))
    .returning({ id: houses.id });
  return stored.length > 0;
}
