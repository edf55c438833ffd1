import { onboardingAddress } from '#app/features/onboarding/onboarding-address.ts';
import { readPrintedCodes } from '#db/seed/read-printed-codes.ts';
import type { Pilot } from './seed-longview.ts';
import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { deriveQrToken, isQrCodeOf } from '#app/platform/tokens.ts';

/**
 * Prints the QR link of one house of each type, an unclaimed one where there is one, and the demo sign-ins, each on a
 * line of its own (K4).
 */
export async function announce(url: string, pilot: Pilot): Promise<void> {
  const secret = resolveSessionSecret(env);
  const rows = (await readPrintedCodes(pilot)).filter(({ code }) => isQrCodeOf(secret, code));
  const types = [...new Set(rows.map((row) => row.houseType))];
  const shown = types.flatMap(
    (type) =>
      rows.find((row) => row.houseType === type && !row.claimedAt) ?? rows.find((row) => row.houseType === type) ?? [],
  );
  const lines = [
    '',
    `OpenHouse AI is ready at ${url}`,
    '',
    'Scan, or open, the QR link of a house:',
    ...shown.flatMap((house) => [
      `  type ${house.houseType}, ${house.label}, ${house.owner}${house.claimedAt ? ' (claimed already)' : ''}:`,
      onboardingAddress(url, deriveQrToken(secret, pilot.tenantId, house.code.id)),
    ]),
    '',
    `Demo sign-ins at ${url}/sign-in:`,
    ...pilot.signIns
      .filter(({ role }) => role !== 'viewer')
      .map((signIn) => `${signIn.role}: ${signIn.email} ${signIn.password}`),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
