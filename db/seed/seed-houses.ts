import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { homeowners, houses, qrTokens } from '../schema/homes.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { PILOT_HOUSES } from './longview/houses.ts';
import { pilotId } from './pilot-ids.ts';

export type StoredQrCode = { id: string; tenantId: string; tokenHash: string };

export type HousesToSeed = {
  tenantId: string;
  developmentId: string;
  /** The hash of the token that a code of this id gets. */
  hashOf(tokenId: string): string;
  /** Whether a stored code's token can be made again, to be printed. */
  isPrintable(code: StoredQrCode): boolean;
};

/** The pilot's houses, each with its purchaser and a QR token, of which only the hash is stored (E5). */
export async function seedHouses({ tenantId, developmentId, hashOf, isPrintable }: HousesToSeed): Promise<void> {
  await withScope(systemScope('seed'), async (tx) => {
    await tx
      .insert(houses)
      .values(
        PILOT_HOUSES.map((house) => ({
          tenantId,
          id: pilotId('house', house.key),
          developmentId,
          houseType: house.houseType,
          label: house.label,
          address: house.addressLines.join(', '),
          eircode: house.eircode,
          bedrooms: house.bedrooms,
          floorArea: house.floorArea,
          handedOverOn: house.handedOverOn,
          latitude: house.latitude,
          longitude: house.longitude,
          locationSource: 'seed',
          locationPrecision: 'rooftop',
          locatedAt: new Date(),
          locatedAddress: [...house.addressLines, house.eircode].join(', '),
        })),
      )
      .onConflictDoNothing();
    await tx
      .insert(homeowners)
      .values(
        PILOT_HOUSES.map((house) => ({
          tenantId,
          id: pilotId('homeowner', house.key),
          houseId: pilotId('house', house.key),
          fullName: house.purchaser.fullName,
          email: house.purchaser.email,
        })),
      )
      .onConflictDoNothing();
    await tx
      .insert(qrTokens)
      .values(
        PILOT_HOUSES.map((house) => {
          const id = pilotId('qr-token', house.key);
          return { tenantId, id, houseId: pilotId('house', house.key), tokenHash: hashOf(id) };
        }),
      )
      .onConflictDoNothing();
    const codes = await tx
      .select()
      .from(qrTokens)
      .where(
        and(
          eq(qrTokens.tenantId, tenantId),
          inArray(
            qrTokens.houseId,
            PILOT_HOUSES.map((house) => pilotId('house', house.key)),
          ),
          isNull(qrTokens.revokedAt),
        ),
      );
    // Under another secret a code stays good, but cannot be printed again: its house gets one more that can.
    const printable = new Set(codes.filter((code) => isPrintable(code)).map(({ houseId }) => houseId));
    const without = [...new Set(codes.map(({ houseId }) => houseId))].filter((houseId) => !printable.has(houseId));
    const more = without
      .map((houseId) => ({ houseId, id: v7() }))
      .map((code) => ({ ...code, tenantId, tokenHash: hashOf(code.id) }));
    if (more.length > 0) await tx.insert(qrTokens).values(more);
  });
}
