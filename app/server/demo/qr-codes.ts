import { deriveQrToken, hashToken, isQrCodeOf } from '#app/platform/tokens.ts';
import type { HousesToSeed } from '#db/seed/seed-houses.ts';

/** How a tenant's QR codes come from the installation's secret. */
export function qrCodesOf(secret: string, tenantId: string): Pick<HousesToSeed, 'hashOf' | 'isPrintable'> {
  return {
    hashOf: (tokenId) => hashToken(deriveQrToken(secret, tenantId, tokenId)),
    isPrintable: (code) => isQrCodeOf(secret, code),
  };
}
