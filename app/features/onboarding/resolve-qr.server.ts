import { AppError } from '#app/platform/errors.ts';
import { lookUpQrToken } from './look-up-qr-token.server.ts';

/** The answer of POST /api/qr/resolve. */
export type QrResolution = {
  house: { id: string; label: string; house_type: string };
  development: { id: string; name: string };
  tenant: { slug: string; name: string };
  purchaser: { full_name: string };
  onboarded: false;
};

/** What a QR token opens. Throws AppError: 409 when the house has been claimed, else as lookUpQrToken. */
export async function resolveQr(request: Request, token: unknown): Promise<QrResolution> {
  const house = await lookUpQrToken(request, token);
  if (house.claimedAt)
    throw new AppError(
      'conflict',
      'This house has already been claimed by its owner. If that is you, sign in with your e-mail address.',
    );
  return {
    house: { id: house.houseId, label: house.label, house_type: house.houseType },
    development: { id: house.developmentId, name: house.developmentName },
    tenant: { slug: house.tenantSlug, name: house.tenantName },
    purchaser: { full_name: house.fullName },
    onboarded: false,
  };
}
