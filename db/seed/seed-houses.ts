import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { deriveQrToken, hashToken, isQrCodeOf } from '#app/platform/tokens.ts';
import { homeowners, houses, qrTokens } from '../schema/homes.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { PILOT_HOUSES } from './longview/houses.ts';
import { pilotId } from './pilot-ids.ts';

/** The pilot's houses, each with its purchaser and a QR token of `secret`, of which only the hash is stored (E5). */
export async function seedHouses(pilot: { tenantId: string; developmentId: string; secret: string }): Promise<void> {
  const { tenantId, developmentId, secret } = pilot;
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
      .values(PILOT_HOUSES.map((house) => ({ tenantId, id: pilotId('homeowner', house.key), houseId: pilotId('house', house.key), fullName: house.purchaser.fullName, email: house.purchaser.email })))
      .onConflictDoNothing();
    await tx
      .insert(qrTokens)
      .values(
        PILOT_HOUSES.map((house) => {
          const id = pilotId('qr-token', house.key);
          return { tenantId, id, houseId: pilotId('house', house.key), tokenHash: hashToken(deriveQrToken(secret, tenantId, id)) };
        }),
      )
      .onConflictDoNothing();
    const codes = await tx.select().from(qrTokens).where(and(eq(qrTokens.tenantId, tenantId), inArray(qrTokens.houseId, PILOT_HOUSES.map((house) => pilotId('house', house.key))), isNull(qrTokens.revokedAt)));
    // Under another secret a code stays good, but cannot be printed again: its house gets one more that can.
    const printable = new Set(codes.filter((code) => isQrCodeOf(secret, code)).map(({ houseId }) => houseId));
    const without = [...new Set(codes.map(({ houseId }) => houseId))].filter((houseId) => !printable.has(houseId));
    const more = without.map((houseId) => ({ houseId, id: v7() })).map((code) => ({ ...code, tenantId, tokenHash: hashToken(deriveQrToken(secret, tenantId, code.id)) }));
    if (more.length > 0) await tx.insert(qrTokens).values(more);
  });
}
