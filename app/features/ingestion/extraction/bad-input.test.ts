import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import { collectDocument } from './testing/collect-document.ts';
import { fixtureFolder, makePdf, rawPdf } from './testing/fixtures.ts';
import { cell, makeWord, para, part, row, run, table } from './testing/make-word.ts';

/* Files that are right in their way and odd in another: each is read, or told why not (C8, C9). */

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

async function read(name: string, data: Uint8Array | string) {
  const path = await folder.write(name, data);
  return collectDocument({ path, kind: name.split('.').at(-1) as DocumentKind });
}
const textOf = async (name: string, data: Uint8Array | string) =>
  (await read(name, data)).pages.map(({ text }) => text).join('\n');

const [ROWS, COLUMNS] = [500, 20];
const cellText = (y: number, x: number) => `r${y}c${x}`;
const grid = Array.from({ length: ROWS }, (_, y) => Array.from({ length: COLUMNS }, (_, x) => cellText(y, x)));
const wantedRow = (y: number) => grid[y]!.join(' | ');

describe('C9: a table of 10,000 cells', () => {
  it.each<[kind: string, make: () => Promise<Uint8Array | string> | Uint8Array | string]>([
    ['docx', () => makeWord({ body: table(grid.map((cells) => row(...cells.map((one) => cell(para(run(one))))))) })],
    [
      'md',
      () =>
        `${[grid[0]!, grid[0]!.map(() => '---'), ...grid.slice(1)].map((c) => `| ${c.join(' | ')} |`).join('\n')}\n`,
    ],
    [
      'pdf',
      () =>
        makePdf(
          (doc) => {
            doc.fontSize(7);
            for (const [y, cells] of grid.entries()) {
              if (y > 0 && y % 40 === 0) doc.addPage();
              for (const [x, one] of cells.entries())
                doc
                  .rect(20 + x * 39, 20 + (y % 40) * 14, 39, 14)
                  .stroke()
                  .text(one, 22 + x * 39, 23 + (y % 40) * 14, { lineBreak: false });
            }
          },
          { size: 'A4', layout: 'landscape', margin: 10 },
        ),
    ],
  ])('is read cell by cell from %s', async (kind, make) => {
    const text = await textOf(`table.${kind}`, await make());
    for (const y of [0, 1, 249, 498, 499]) expect(text).toContain(wantedRow(y));
  });
});

describe('C9: what is in what', () => {
  const box = (inside: string) =>
    `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;

  it('a text box in a text box in a text box is read once, from the outside in', async () => {
    const inner = para(box(para(run('Innermost valve')) + para(box(para(run('Deepest tap'))))));
    const text = await textOf(
      'boxes.docx',
      makeWord({ body: para(run('Outside')) + para(box(para(run('Outer box')) + inner)) }),
    );
    for (const words of ['Outside', 'Outer box', 'Innermost valve', 'Deepest tap'])
      expect(text.split(words)).toHaveLength(2);
  });

  it('boxes as deep as no program makes them end with a reason, or read', async () => {
    let body = para(run('Deepest tap'));
    for (let depth = 0; depth < 5_000; depth += 1) body = para(box(body));
    const ended = await textOf('deep.docx', makeWord({ body })).catch((error: Error) => error.message);
    expect(ended).toMatch(/Deepest tap|nested|upload/i);
  });
});

describe('C9: an encoding that does not exist', () => {
  it('in a Word document’s parts is no reason not to read them', async () => {
    const body = `<w:body>${para(run('The stopcock is in the hall.'))}</w:body>`;
    const odd = part('w:document', body).replace('encoding="UTF-8"', 'encoding="x-klingon-8"');
    const ended = await textOf('odd.docx', makeWord({ body: '', parts: { 'document.xml': odd } })).catch(
      (error: Error) => error.message,
    );
    expect(ended).toMatch(/The stopcock is in the hall\.|upload/);
  });

  it('of a PDF’s font is no reason not to read it', async () => {
    const content = 'BT /F1 12 Tf 72 700 Td (The stopcock is in the hall.) Tj ET';
    const odd = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /NoSuchEncoding >>',
    ]);
    expect(await textOf('odd.pdf', odd)).toContain('The stopcock is in the hall.');
  });
});
