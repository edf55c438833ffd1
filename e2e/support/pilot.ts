import { createHmac } from 'node:crypto';
import { deriveQrToken } from '#app/platform/tokens.ts';
import { PILOT_DEVELOPMENT, PILOT_HOUSES, PILOT_TENANT, type PilotHouse } from '#db/seed/longview/houses.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';

/** The secret of the application under test, so that tests can derive QR tokens as a builder's printer would. */
export const E2E_SECRET = 'acceptance-only-secret-acceptance-only-0123456789';

const tenantId = pilotId('tenant', PILOT_TENANT.slug);

/** Ids that the public contract speaks of. */
export const PILOT = { tenantId, slug: PILOT_TENANT.slug, name: PILOT_TENANT.name, developmentId: pilotId('development', PILOT_DEVELOPMENT.slug), developmentName: PILOT_DEVELOPMENT.name } as const;

/** A house of the pilot by its key, with its QR token. */
export function house(key: string): PilotHouse & { id: string; token: string } {
  const found = PILOT_HOUSES.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`There is no pilot house ${key}.`);
  return { ...found, id: pilotId('house', key), token: deriveQrToken(E2E_SECRET, tenantId, pilotId('qr-token', key)) };
}

/** The demo sign-ins as the start-up prints them. */
export function demoSignIn(role: 'developer' | 'admin'): { email: string; password: string } {
  const email = role === 'developer' ? 'developer@longview-estates.example' : 'admin@openhouse.example';
  return { email, password: createHmac('sha256', E2E_SECRET).update(`demo-password:v1:${email}`).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16) };
}
