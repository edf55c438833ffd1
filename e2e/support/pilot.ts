import { createHmac } from 'node:crypto';
import { deriveQrToken } from '#app/platform/tokens.ts';
import { PILOT_DEVELOPMENT, PILOT_HOUSES, PILOT_TENANT, type PilotHouse } from '#db/seed/longview/houses.ts';
import { CLOSING } from '#db/seed/closing.ts';
import { NEIGHBOUR } from '#db/seed/neighbour.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';

/** The secret of the application under test, so that tests can derive QR tokens as a builder's printer would. */
export const E2E_SECRET = 'acceptance-only-secret-acceptance-only-0123456789';

const tenantId = pilotId('tenant', PILOT_TENANT.slug);

/** Ids that the public contract speaks of. */
export const PILOT = {
  tenantId,
  slug: PILOT_TENANT.slug,
  name: PILOT_TENANT.name,
  developmentId: pilotId('development', PILOT_DEVELOPMENT.slug),
  developmentName: PILOT_DEVELOPMENT.name,
} as const;

export type TestHouse = {
  id: string;
  tenantId: string;
  developmentId: string;
  houseType: string;
  label: string;
  fullName: string;
  /** What its QR code carries. */
  token: string;
};

/** A house of the pilot by its key, for example `longview-avenue-1`. */
export function pilotHouse(key: string): TestHouse & { email: string } {
  const found: PilotHouse | undefined = PILOT_HOUSES.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`There is no pilot house ${key}.`);
  const { houseType, label, purchaser } = found;
  return {
    id: pilotId('house', key),
    tenantId,
    developmentId: PILOT.developmentId,
    houseType,
    label,
    ...purchaser,
    token: deriveQrToken(E2E_SECRET, tenantId, pilotId('qr-token', key)),
  };
}

/** The houses of the second tenant. */
export const neighbourHouses: readonly TestHouse[] = NEIGHBOUR.houses.map(({ id, tokenId, label, owner }) => ({
  id,
  tenantId: NEIGHBOUR.tenantId,
  developmentId: NEIGHBOUR.developmentId,
  houseType: 'A',
  label,
  fullName: owner,
  token: deriveQrToken(E2E_SECRET, NEIGHBOUR.tenantId, tokenId),
}));

/** The houses of the tenant that one journey closes. */
export const closingHouses: readonly TestHouse[] = CLOSING.houses.map(({ id, tokenId, label, owner }) => ({
  id,
  tenantId: CLOSING.tenantId,
  developmentId: CLOSING.developmentId,
  houseType: 'A',
  label,
  fullName: owner,
  token: deriveQrToken(E2E_SECRET, CLOSING.tenantId, tokenId),
}));

/** A QR token that was replaced by a newer one. */
export const revokedQrToken = deriveQrToken(E2E_SECRET, NEIGHBOUR.tenantId, NEIGHBOUR.revokedTokenId);

/**
 * Who can sign in with a password: the demo's three, with the passwords that the seed prints, and the second tenant's
 * developer and that of the one that is closed.
 */
export function staff(who: 'developer' | 'viewer' | 'admin' | 'neighbour' | 'closing'): {
  email: string;
  password: string;
} {
  if (who === 'neighbour') return NEIGHBOUR.developer;
  if (who === 'closing') return CLOSING.developer;
  const email = who === 'admin' ? 'admin@openhouse.example' : `${who}@longview-estates.example`;
  return {
    email,
    password: createHmac('sha256', E2E_SECRET)
      .update(`demo-password:v1:${email}`)
      .digest('base64url')
      .replace(/[-_]/g, 'x')
      .slice(0, 16),
  };
}
