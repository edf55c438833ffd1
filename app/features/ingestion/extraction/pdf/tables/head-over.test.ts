import { describe, expect, it } from 'vitest';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const read = useMadePdfs();

/** `bars`: lines between all rows; `few`: above the table, below its head and end, and under what covers columns. */
type Look = { font: string; size: number; pitch: number; width: number; at: number; drawn?: 'bars' | 'few' | 'shades' };
type Cell = [text: string, columns?: number];

const LOOKS: [string, Look][] = [
  ['set left, without lines', { font: 'Helvetica', size: 10, pitch: 18, width: 80, at: 0 }],
  ['centred, without lines', { font: 'Times', size: 11, pitch: 22, width: 90, at: 0.5 }],
  ['centred, with few lines', { font: 'Helvetica', size: 10, pitch: 20, width: 85, at: 0.5, drawn: 'few' }],
  ['centred, between lines', { font: 'Times', size: 9, pitch: 20, width: 95, at: 0.5, drawn: 'bars' }],
  ['centred, on shades', { font: 'Helvetica', size: 9, pitch: 20, width: 80, at: 0.5, drawn: 'shades' }],
  ['set right, without lines', { font: 'Helvetica', size: 9, pitch: 24, width: 75, at: 1 }],
];

function drawTable(doc: PDFKit.PDFDocument, rows: Cell[][], heads: number, look: Look): void {
  const { size, pitch, width, drawn } = look;
  const all = (rows.at(-1)?.length ?? 0) * width;
  const level = (x0: number, x1: number, y: number) => doc.moveTo(x0, y).lineTo(x1, y).stroke();
  const plain = look.font === 'Times' ? 'Times-Roman' : look.font;
  doc.font(`${look.font}-Bold`).fontSize(18).text('Rates of the gorse', 60, 60);
  for (const [row, cells] of rows.entries()) {
    const y = 110 + row * pitch;
    if (drawn === 'shades' && (row < heads || row % 2 === 0))
      doc
        .rect(60, y, all, pitch)
        .fill(row < heads ? '#cde' : '#eee')
        .fillColor('#000');
    if (drawn && drawn !== 'shades' && row === 0) level(60, 60 + all, y);
    const ends = row === heads - 1 || row === rows.length - 1;
    if (drawn === 'bars' || (drawn === 'few' && ends)) level(60, 60 + all, y + pitch);
    let x = 60;
    for (const [text, columns = 1] of cells) {
      doc.font(row < heads ? `${look.font}-Bold` : plain).fontSize(size);
      const room = columns * width - doc.widthOfString(text) - 6;
      if (text) doc.text(text, x + 3 + (x === 60 ? 0 : room * look.at), y + 5, { lineBreak: false });
      if (drawn === 'few' && columns > 1) level(x + 4, x + columns * width - 4, y + pitch);
      x += columns * width;
    }
  }
  doc.font(plain).fontSize(10);
  doc.text('These rates are for the year.', 60, 140 + rows.length * pitch);
}

const BODY: Cell[][] = [
  [['Gorse one'], ['0.31'], ['0.17'], ['0.29'], ['0.15']],
  [['Gorse two'], ['0.41'], ['0.27'], ['0.39'], ['0.25']],
  [['Gorse three'], ['0.51'], ['0.37'], ['0.49'], ['0.35']],
];
const written = (rows: Cell[][]) => rows.map((row) => row.map(([text]) => text).join(' | '));

describe.each(LOOKS)('C9: a head over several columns, %s', (_name, look) => {
  it.each([
    ['the first row', 'Plan', ''],
    ['the second row', '', 'Plan'],
  ])('stands in each of them, where the names are headed in %s', async (_where, above, below) => {
    const heads: Cell[][] = [
      [[above], ['Weekday', 2], ['Weekend', 2]],
      [[below], ['Day'], ['Night'], ['Day'], ['Night']],
    ];
    const { pages } = await read((doc) => drawTable(doc, [...heads, ...BODY], 2, look));
    expect(linesOf(pages[0]?.text).slice(1, -1)).toEqual([
      `${above} | Weekday | Weekday | Weekend | Weekend`.trim(),
      `${below} | Day | Night | Day | Night`.trim(),
      ...written(BODY),
    ]);
  });

  it('stands in each of three', async () => {
    const heads: Cell[][] = [
      [['Room'], ['Flow in litres', 3], ['Note']],
      [[''], ['Low'], ['Normal'], ['Boost'], ['']],
    ];
    const body: Cell[][] = [
      [['Hall'], ['3'], ['6'], ['9'], ['quiet']],
      [['Bath'], ['4'], ['8'], ['13'], ['loud']],
      [['Loft'], ['5'], ['7'], ['11'], ['quiet']],
    ];
    const { pages } = await read((doc) => drawTable(doc, [...heads, ...body], 2, look));
    expect(linesOf(pages[0]?.text).slice(1, -1)).toEqual([
      'Room | Flow in litres | Flow in litres | Flow in litres | Note',
      '| Low | Normal | Boost |',
      ...written(body),
    ]);
  });
});
