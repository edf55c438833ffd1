import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fixtureFolder, makePdf } from '../testing/fixtures.ts';
import { pdfOfPages, photocopy, UPRIGHT } from '../testing/scans.ts';
import { openPictures } from './draw-page.ts';
import { recognisePage } from './recognise-page.ts';
import { startEngine } from './recognition-engine.ts';

/* A scanned form as builders have them, by the engine that really reads it (C10). */

// The engine takes seconds a page, and many on a busy machine.
vi.setConfig({ testTimeout: 200_000, hookTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const ROWS = [
  ['Measurement', 'Value', 'Limit'],
  ['Air flow of the fan', '2.14 litres', '5.00 litres'],
  ['Envelope area', '312.6 m', 'none'],
  ['Serial number', 'RTQ-88041', 'none'],
];
const SENTENCE = 'The seal of the attic hatch on the upper landing has the number HS-450; it is sold by Munster';
const PLACES = [54, 273, 421, 540];

test('C10: rules of a table and a signature are no letters, a bold line is a heading, a last line none', async () => {
  const print = await makePdf((doc) => {
    doc.font('Times-Bold').fontSize(17).text('Certificate of tightness', 54, 70);
    doc.fontSize(13).text('Results of the test', 54, 130);
    doc.lineWidth(0.8);
    for (const [at, row] of ROWS.entries()) {
      doc.font(at === 0 ? 'Times-Bold' : 'Times-Roman').fontSize(11);
      for (const [column, cell] of row.entries()) doc.text(cell, (PLACES[column] ?? 0) + 4, 167 + at * 24);
    }
    for (let at = 0; at <= ROWS.length; at += 1) doc.moveTo(54, 160 + at * 24).lineTo(540, 160 + at * 24);
    for (const x of PLACES) doc.moveTo(x, 160).lineTo(x, 160 + ROWS.length * 24);
    doc.stroke('#3c3c3c');
    doc
      .fontSize(12)
      .text('The seal of the attic hatch on the upper landing has the number HS-450; it is sold by Munster', 54, 300);
    doc.text('Hatches, telephone 021 555 0199.', 54, 318);
    doc.text('Signed:', 54, 380).lineWidth(1.5);
    doc.moveTo(120, 392).lineTo(150, 366).lineTo(172, 396).lineTo(200, 370).lineTo(250, 388).stroke('#3c3c3c');
  });
  const tilted = await photocopy(print, { ...UPRIGHT, tilt: 0.014 });
  const path = await folder.write('scan.pdf', await pdfOfPages([tilted]));
  const page = await (await openPictures(path)).page(1);
  const { text, headings } = await recognisePage(1, page, await startEngine(['eng']));
  expect(text.split('\n').filter(Boolean)).toEqual([
    'Certificate of tightness',
    'Results of the test',
    ...ROWS.map((row) => row.join(' | ')),
    `${SENTENCE} Hatches, telephone 021 555 0199.`,
    'Signed:',
  ]);
  expect(headings).toEqual(['Certificate of tightness', 'Results of the test']);
});
