import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDocument } from '../testing/collect-document.ts';
import { fixtureFolder, makePdf, SENTENCES } from '../testing/fixtures.ts';

/* What is told of pictures and drawings among the text of a PDF's page (C9, G3). */

type Draw = (doc: PDFKit.PDFDocument) => void;
let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const photo = (): Buffer => {
  const canvas = createCanvas(60, 40);
  const context = canvas.getContext('2d');
  context.fillStyle = '#4a7';
  context.fillRect(0, 0, 60, 40);
  return canvas.toBuffer('image/jpeg', 80);
};
const prose: Draw = (doc) => {
  doc.fontSize(11);
  for (let i = 0; i < 8; i += 1)
    doc.text(`${SENTENCES[i % 5]} ${SENTENCES[(i + 2) % 5]}`, 72, 72 + i * 34, { width: 450 });
};
const plan: Draw = (doc) => {
  for (let i = 0; i < 8; i += 1) {
    doc.rect(80 + i * 45, 400, 40, 120).stroke();
    doc
      .moveTo(80 + i * 45, 520)
      .lineTo(115 + i * 45, 560)
      .stroke();
    doc.circle(100 + i * 45, 600, 18).stroke();
  }
};

/** What is told of each page, by what is drawn on it below a text. */
async function findingsOf(pages: Draw[]) {
  const path = await folder.write(
    'pages.pdf',
    await makePdf((doc) => {
      for (const [i, draw] of pages.entries()) {
        if (i > 0) doc.addPage();
        draw(doc);
        prose(doc);
      }
    }),
  );
  const read = await collectDocument({ path, kind: 'pdf' });
  return read.pages.map(({ findings = [] }) => findings.filter(({ kind }) => kind === 'picture' || kind === 'drawing'));
}

describe('C9: what is drawn on a page of text', () => {
  it('is told where it is large and nobody reads it, and only there', async () => {
    const cases: [what: string, draw: Draw, findings: object[]][] = [
      ['a photo', (doc) => doc.image(photo(), 100, 380, { width: 300, height: 200 }), [{ kind: 'picture' }]],
      [
        'two photos',
        (doc) => {
          doc.image(photo(), 72, 380, { width: 220, height: 160 });
          doc.image(photo(), 300, 380, { width: 220, height: 160 });
        },
        [{ kind: 'picture', count: 2 }],
      ],
      [
        'a photo of most of the page',
        (doc) => {
          doc.image(photo(), 0, 380, { width: 595, height: 462 });
        },
        [{ kind: 'picture' }],
      ],
      ['a photo behind the whole text', (doc) => doc.image(photo(), 0, 0, { width: 595, height: 842 }), []],
      [
        'letters that are drawn as outlines',
        (doc) => {
          for (let i = 0; i < 60; i += 1) {
            const [x, y] = [80 + (i % 20) * 10, 420 + Math.floor(i / 20) * 24];
            doc
              .moveTo(x, y)
              .bezierCurveTo(x + 8, y, x + 8, y + 12, x, y + 12)
              .fill('#000');
          }
        },
        [{ kind: 'drawing' }],
      ],
      ['a floor plan', plan, [{ kind: 'drawing' }]],
      [
        'a floor plan with labels',
        (doc) => {
          plan(doc);
          doc.fontSize(9).text('Kitchen', 90, 450).text('Hall', 220, 450);
        },
        [{ kind: 'drawing' }],
      ],
      ['a logo', (doc) => doc.image(photo(), 450, 20, { width: 90, height: 45 }), []],
      ['a round frame', (doc) => doc.roundedRect(60, 60, 475, 290, 12).stroke(), []],
      [
        'icons beside lines',
        (doc) => {
          for (let i = 0; i < 12; i += 1) doc.circle(60, 400 + i * 28, 6).stroke();
        },
        [],
      ],
      [
        'a ruled table',
        (doc) => {
          for (let row = 0; row < 14; row += 1)
            for (let column = 0; column < 4; column += 1)
              doc
                .rect(72 + column * 112, 400 + row * 24, 112, 24)
                .stroke()
                .text(`${SENTENCES[row % 5]!.slice(0, 18)}`, 76 + column * 112, 406 + row * 24, { lineBreak: false });
        },
        [],
      ],
      [
        'a ruled table in which little stands',
        (doc) => {
          for (let row = 0; row < 12; row += 1)
            for (let column = 0; column < 6; column += 1) {
              doc.rect(72 + column * 74, 400 + row * 28, 74, 28).stroke();
              const word = row === 0 ? `R${column}` : column === 0 ? `F${row}` : '';
              if (word) doc.text(word, 76 + column * 74, 408 + row * 28, { lineBreak: false });
            }
        },
        [],
      ],
      [
        'a coloured ground under the text',
        (doc) => {
          doc.rect(0, 0, 595, 400).fill('#e8efe4').fillColor('#000');
          prose(doc);
        },
        [],
      ],
    ];
    const found = await findingsOf(cases.map(([, draw]) => draw));
    for (const [i, [what, , findings]] of cases.entries()) expect.soft(found[i], what).toEqual(findings);
  });
});
