import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { onboardingAddress } from '#app/features/onboarding/onboarding-address.ts';
import { printQrSheet } from '#app/features/onboarding/print-qr-sheet.server.ts';
import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { deriveQrToken } from '#app/platform/tokens.ts';
import { PILOT_DEVELOPMENT, PILOT_HOUSES, PILOT_TENANT } from '#db/seed/longview/houses.ts';
import { fontBytes } from '#app/platform/fonts.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import { qrCsv, type QrRow } from './qr-csv.ts';

/*
 * `npm run generate:qrs` (A8): the QR codes of every seeded house, as a PDF to print and cut (A4, eight to a page) and
 * as JSON and CSV, in reports/qr. The codes are derived from SESSION_SECRET (or DATA_DIR's own), so no database is
 * opened and the application may run. A code that was re-issued in the portal is printed there.
 */

const FOLDER = join('reports', 'qr');
const origin = new URL(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).origin;
const secret = resolveSessionSecret(env);
const tenantId = pilotId('tenant', PILOT_TENANT.slug);
const rows: QrRow[] = PILOT_HOUSES.map((house) => {
  const token = deriveQrToken(secret, tenantId, pilotId('qr-token', house.key));
  return {
    house_id: pilotId('house', house.key),
    label: house.label,
    house_type: house.houseType,
    purchaser: house.purchaser.fullName,
    token,
    url: onboardingAddress(origin, token),
  };
});

await mkdir(FOLDER, { recursive: true });
await writeFile(
  join(FOLDER, 'qr-codes.json'),
  JSON.stringify({ tenant: PILOT_TENANT.slug, development: PILOT_DEVELOPMENT.name, houses: rows }, null, 2),
  { mode: 0o600 },
);
await writeFile(join(FOLDER, 'qr-codes.csv'), qrCsv(rows), { mode: 0o600 });
await pipeline(
  printQrSheet({
    development: PILOT_DEVELOPMENT.name,
    builder: PILOT_TENANT.name,
    accent: PILOT_TENANT.brand.accent,
    format: 'a4',
    codes: rows.map(({ house_type: houseType, ...row }) => ({ ...row, houseType })),
    fonts: { serif: fontBytes('serif'), body: fontBytes('body') },
  }),
  createWriteStream(join(FOLDER, 'qr-codes.pdf'), { mode: 0o600 }),
);
console.log(
  `${rows.length} QR codes for ${origin}: ${join(FOLDER, 'qr-codes.pdf')}, .json and .csv. Each opens a house: ` +
    'keep them as you would keep its keys.',
);
