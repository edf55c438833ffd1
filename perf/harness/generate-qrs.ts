import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { deriveQrToken } from '#app/platform/tokens.ts';
import { PILOT_DEVELOPMENT, PILOT_HOUSES, PILOT_TENANT } from '#db/seed/longview/houses.ts';
import { fontBytes } from '#app/server/demo/longview/render/fonts.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import { qrCsv, type QrRow } from './qr-csv.ts';

/*
 * `npm run generate:qrs` (A8): the QR codes of every seeded house, as a PDF to print and cut (A4, eight to a page) and
 * as JSON and CSV, in reports/qr. The codes are derived from SESSION_SECRET (or DATA_DIR's own), so no database is
 * opened and the application may run. A code that was re-issued in the portal is printed there.
 */

const FOLDER = join('reports', 'qr');
const COLUMNS = 2;
const ROWS = 4;
const MILLIMETRE = 72 / 25.4;
const PAGE = { width: 210 * MILLIMETRE, height: 297 * MILLIMETRE };
const MARGIN = 12 * MILLIMETRE;
const CELL = { width: (PAGE.width - 2 * MARGIN) / COLUMNS, height: (PAGE.height - 2 * MARGIN) / ROWS };
/** 42 mm: read from an arm's length, and by old telephones. */
const CODE = 42 * MILLIMETRE;
const COLOURS = { ink: '#26231d', soft: '#675f52', line: '#cfc4ae', gold: '#8a6d2f' };

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
    url: `${origin}/onboarding?uid=${token}`,
  };
});

await mkdir(FOLDER, { recursive: true });
await writeFile(
  join(FOLDER, 'qr-codes.json'),
  JSON.stringify({ tenant: PILOT_TENANT.slug, development: PILOT_DEVELOPMENT.name, houses: rows }, null, 2),
  { mode: 0o600 },
);
await writeFile(join(FOLDER, 'qr-codes.csv'), qrCsv(rows), { mode: 0o600 });
await writeSheet(join(FOLDER, 'qr-codes.pdf'));
console.log(
  `${rows.length} QR codes for ${origin}: ${join(FOLDER, 'qr-codes.pdf')}, .json and .csv. Each opens a house: ` +
    'keep them as you would keep its keys.',
);

async function writeSheet(path: string): Promise<void> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    info: { Title: `QR codes of ${PILOT_DEVELOPMENT.name}`, Author: PILOT_TENANT.name },
  });
  pdf.registerFont('serif', fontBytes('serif'));
  pdf.registerFont('body', fontBytes('body'));
  const written = pipeline(pdf, createWriteStream(path));
  for (const [index, row] of rows.entries()) {
    const place = index % (COLUMNS * ROWS);
    if (place === 0) pdf.addPage();
    drawCell(pdf, row, MARGIN + (place % COLUMNS) * CELL.width, MARGIN + Math.floor(place / COLUMNS) * CELL.height);
  }
  pdf.end();
  await written;
}

/** A code with its house: vector squares, so that it prints sharply at any size. */
function drawCell(pdf: PDFKit.PDFDocument, row: QrRow, x: number, y: number): void {
  pdf.rect(x, y, CELL.width, CELL.height).lineWidth(0.5).dash(3, { space: 3 }).stroke(COLOURS.line).undash();
  const padding = 6 * MILLIMETRE;
  const { modules } = QRCode.create(row.url, { errorCorrectionLevel: 'M' });
  const dot = CODE / modules.size;
  const top = y + (CELL.height - CODE) / 2;
  for (let line = 0; line < modules.size; line += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      // A hair wider than a dot: without it some printers leave white lines between them.
      if (modules.get(line, column)) pdf.rect(x + padding + column * dot, top + line * dot, dot + 0.05, dot + 0.05);
    }
  }
  pdf.fill('#000000');
  const textX = x + padding + CODE + padding;
  const width = CELL.width - (textX - x) - 3 * MILLIMETRE;
  pdf.fillColor(COLOURS.gold).font('body').fontSize(8).text(PILOT_DEVELOPMENT.name, textX, top, { width });
  pdf
    .fillColor(COLOURS.ink)
    .font('serif')
    .fontSize(13)
    .text(row.label, textX, top + 14, { width });
  pdf.fillColor(COLOURS.soft).font('body').fontSize(9).text(`Type ${row.house_type}\n${row.purchaser}`, { width });
  pdf
    .fillColor(COLOURS.soft)
    .fontSize(8)
    .text('Scan with your phone’s camera to open your house.', textX, top + CODE - 22, { width });
}
