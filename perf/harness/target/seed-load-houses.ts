import { deriveQrToken, hashToken } from '#app/platform/tokens.ts';
import { homeowners, houses, qrTokens } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { PILOT_HOUSES } from '#db/seed/longview/houses.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';

export type SeededHouse = { house_id: string; house_type: string; label: string; token_id: string; claimed: boolean };

const TYPES = ['A', 'B', 'C', 'D'] as const;
const ROWS_AT_ONCE = 500;
/** Every tenth extra house has its owner already, so that the 409 of onboarding is met (A3). */
const CLAIMED_EVERY = 10;

/** The pilot's twenty houses as the seed makes them, in an order in which every type comes round. */
export function pilotHouses(): SeededHouse[] {
  const byType = TYPES.map((type) => PILOT_HOUSES.filter((house) => house.houseType === type));
  const rounds = Array.from({ length: PILOT_HOUSES.length }, (_, round) => byType.flatMap((list) => list[round] ?? []));
  return rounds.flat().map((house) => ({
    house_id: pilotId('house', house.key),
    house_type: house.houseType,
    label: house.label,
    token_id: pilotId('qr-token', house.key),
    claimed: false,
  }));
}

/** The houses that the load runs add: `1 Load Row` onwards, types in turn. */
export function loadHouses(count: number): SeededHouse[] {
  return Array.from({ length: count }, (_, index) => ({
    house_id: pilotId('house', `load-row-${index + 1}`),
    house_type: TYPES[index % TYPES.length]!,
    label: `${index + 1} Load Row`,
    token_id: pilotId('qr-token', `load-row-${index + 1}`),
    claimed: index % CLAIMED_EVERY === CLAIMED_EVERY - 1,
  }));
}

/**
 * Puts more houses with owners and codes into Longview Park, so that many can ask without meeting the limit of 30 a
 * minute and house.
 */
export async function seedLoadHouses(pilot: {
  tenantId: string;
  developmentId: string;
  secret: string;
  count: number;
}): Promise<void> {
  const { tenantId, developmentId, secret } = pilot;
  const all = loadHouses(pilot.count);
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
    const some = all.slice(from, from + ROWS_AT_ONCE);
    await withScope(systemScope('load-seed'), async (tx) => {
      await tx
        .insert(houses)
        .values(
          some.map((house) => ({
            tenantId,
            id: house.house_id,
            developmentId,
            houseType: house.house_type,
            label: house.label,
            address: `${house.label}, Longview Park, Midleton, Co. Cork`,
            latitude: 51.9207,
            longitude: -8.1667,
            locationSource: 'seed',
            locationPrecision: 'street',
          })),
        )
        .onConflictDoNothing();
      await tx
        .insert(homeowners)
        .values(
          some.map((house) => ({
            tenantId,
            id: pilotId('homeowner', house.label),
            houseId: house.house_id,
            fullName: `Owner of ${house.label}`,
            email: `load-${house.house_id.slice(0, 8)}@example.com`,
            claimedAt: house.claimed ? new Date(0) : null,
          })),
        )
        .onConflictDoNothing();
      await tx
        .insert(qrTokens)
        .values(
          some.map((house) => ({
            tenantId,
            id: house.token_id,
            houseId: house.house_id,
            tokenHash: hashToken(deriveQrToken(secret, tenantId, house.token_id)),
          })),
        )
        .onConflictDoNothing();
    });
  }
}
