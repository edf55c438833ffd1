import { AppError } from '#app/platform/errors.ts';
import { scanQrCode } from './scan-qr-code.server.ts';

/** The answer of POST /api/qr/resolve. */
export type QrResolution = {
  house: { id: string; label: string; house_type: string };
  development: { id: string; name: string };
  tenant: { slug: string; name: string };
  purchaser: { full_name: string };
  onboarded: false;
};

/** What a QR token opens. Throws AppError: 409 when the house has been claimed, else as scanQrCode. */
export async function resolveQr(request: Request, token: unknown): Promise<QrResolution> {
  const house = await scanQrCode(request, token);
  if (house.claimedAt)
    throw new AppError(
      'conflict',
      'This house has already been claimed by its owner. If that is you, sign in with your e-mail address.',
    );
  return {
    house: { id: house.houseId, label: house.label, house_type: house.houseType },
    development: { id: house.developmentId, name: house.developmentName },
    tenant: { slug: house.tenantSlug, name: house.tenantName },
    purchaser: { full_name: house.asksSurname ? initials(house.fullName) : house.fullName },
    onboarded: false,
  };
}

/** Where the surname is asked for, the code alone does not tell it. */
const initials = (fullName: string) =>
  fullName
    .trim()
    .split(/\s+/u)
    .map((word) => `${[...word][0] ?? ''}.`)
    .join(' ');
