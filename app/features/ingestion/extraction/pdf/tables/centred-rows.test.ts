import { describe, expect, it } from 'vitest';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const read = useMadePdfs();
const LEADING = 14;
const PADDING = 6;

type Cell = string[];

/** Rows without rules, each cell in the middle of its row; returns where they end. */
function centred(doc: PDFKit.PDFDocument, top: number, rows: Cell[][], places: number[], bold = true): number {
  let y = top;
  for (const [at, row] of rows.entries()) {
    doc.font(at === 0 && bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(11);
    const most = Math.max(...row.map((cell) => cell.length));
    for (const [column, cell] of row.entries())
      for (const [line, text] of cell.entries())
        doc.text(text, places[column], y + ((most - cell.length) / 2 + line) * LEADING, { lineBreak: false });
    y += most * LEADING + PADDING;
  }
  return y;
}
const written = (rows: Cell[][]) =>
  rows.map((row) =>
    row
      .map((cell) => cell.join(' '))
      .join(' | ')
      .trim(),
  );

const HEAD: Cell[] = [['Code'], ['What it means'], ['What you do'], ['Who to', 'ring']];
const FAULTS: Cell[][] = [
  [
    ['B10'],
    ['Supply fan', 'blocked'],
    ['Clean the blades. Then', 'write the date in the', 'log of this handbook.'],
    ['Moss', 'Homes'],
  ],
  [['B11'], ['Extract fan', 'blocked'], ['Clear the vent. Then', 'write the date in the', 'log.'], ['Kealy']],
  [['B12'], ['Frost sensor open'], ['Wait for milder weather', 'and look again.'], ['Kealy']],
  [['B13'], ['Flap stuck'], ['Turn it by hand once.'], ['Moss', 'Homes']],
];
const PLACES = [62, 110, 230, 460];

describe('C9: tables without rules whose cells stand in the middle of their rows', () => {
  it('are read row by row, with a head of several lines and what stands around them', async () => {
    const rows = [HEAD, ...FAULTS];
    const { pages } = await read((doc) => {
      doc.font('Helvetica-Bold').fontSize(16).text('Faults and what to do', 62, 70);
      doc
        .font('Helvetica')
        .fontSize(11)
        .text('Read this before you ring anybody about the unit in the attic.', 62, 100);
      const end = centred(doc, 140, rows, PLACES);
      doc
        .font('Helvetica-Bold')
        .fontSize(16)
        .text('Filters', 62, end + 14);
      doc
        .font('Helvetica')
        .fontSize(11)
        .text('There are two filters, and each is replaced once a year by its owner.', 62, end + 44);
    });
    expect(linesOf(pages[0]?.text)).toEqual([
      'Faults and what to do',
      'Read this before you ring anybody about the unit in the attic.',
      ...written(rows),
      'Filters',
      'There are two filters, and each is replaced once a year by its owner.',
    ]);
    expect(pages[0]?.headings).toEqual(['Faults and what to do', 'Filters']);
  });

  it('go on overleaf with the end of a row that the page break cut, under the head that is printed again', async () => {
    const { pages } = await read((doc) => {
      centred(doc, 70, [HEAD, ...FAULTS], PLACES);
      doc.addPage();
      const cut: Cell[] = [[], [], ['date in the log.'], []];
      centred(doc, 70, [HEAD, cut, ...FAULTS], PLACES);
    });
    const [head, ...others] = written([HEAD, ...FAULTS]);
    expect(linesOf(pages[1]?.text)).toEqual([head, '| | date in the log. |', ...others]);
  });

  it('carry their head to the passages of the next page, where it is not printed again', async () => {
    const { passages } = await read((doc) => {
      centred(doc, 70, [HEAD, ...FAULTS], PLACES);
      doc.addPage();
      centred(
        doc,
        70,
        FAULTS.map(([code = [], ...rest]) => [[`C${code[0]?.slice(1)}`], ...rest]),
        PLACES,
        false,
      );
    });
    const [head] = written([HEAD]);
    const overleaf = passages.filter(({ page }) => page === 2);
    expect(overleaf[0]?.text).toContain(head);
    expect(overleaf[0]?.text).toContain('C12 | Frost sensor open | Wait for milder weather and look again. | Kealy');
  });

  it('columns of prose beside each other are none, wherever their lines stand', async () => {
    const left = 'The pump stands in the shed. It moves water day and night, and nobody needs to look at it. '
      .repeat(4)
      .trim();
    const right = 'Cover the motor with the green hood. Keep the plugs in the basket over the winter months. '
      .repeat(3)
      .trim();
    const { pages } = await read((doc) => {
      doc.font('Helvetica').fontSize(11).text(left, 62, 80, { width: 210 });
      doc.text(right, 310, 87, { width: 210 });
    });
    expect(linesOf(pages[0]?.text)).toEqual([left, right]);
  });
});
