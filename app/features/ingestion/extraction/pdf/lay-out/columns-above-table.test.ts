import { expect, test } from 'vitest';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const read = useMadePdfs();

const LEFT = [
  'Fill the basket with water before the',
  'first start of the year. Turn the blue',
  'handle to Waste for two minutes, then',
  'to Filter. Listen for a smooth hum,',
  'because rattling means that stones are',
  'in the basket.',
];
const RIGHT = [
  'Drain the pump by the two plugs',
  'underneath. Keep the plugs in the',
  'basket over the winter, so that nobody',
  'starts the pump by mistake. Cover the',
  'motor with the green hood.',
];
const ROWS = [
  ['Season', 'Hours', 'Handle', 'Remark'],
  ['May and June', '6', 'Filter', 'Backwash every second Saturday'],
  ['July and August', '10', 'Filter', 'Backwash every Saturday'],
  ['September', '4', 'Waste', 'Only when the cover is off'],
];
const PLACES = [66, 160, 220, 292];

function draw(doc: PDFKit.PDFDocument, shaded: boolean): void {
  const at = (text: string, x: number, y: number, size = 11, font = 'Helvetica') =>
    doc.font(font).fontSize(size).fillColor('#111').text(text, x, y, { lineBreak: false });
  at('Quickthorn pool pump', 62, 60, 22, 'Helvetica-Bold');
  at('Spring', 62, 130, 16, 'Helvetica-Bold');
  at('Autumn', 310, 117, 16, 'Helvetica-Bold');
  for (const [line, text] of LEFT.entries()) at(text, 62, 156 + line * 13);
  for (const [line, text] of RIGHT.entries()) at(text, 310, 143 + line * 13);
  at('Settings by season', 62, 260, 16, 'Helvetica-Bold');
  for (const [row, cells] of ROWS.entries()) {
    const y = 292 + row * 22;
    if (shaded && row % 2 === 1)
      for (const [column, x] of PLACES.entries())
        doc.rect(x - 4, y - 5, (PLACES[column + 1] ?? 530) - x, 22).fill('#eef2f4');
    for (const [column, cell] of cells.entries())
      at(cell, PLACES[column] ?? 0, y, 11, row === 0 ? 'Helvetica-Bold' : 'Helvetica');
  }
}

test.each([
  ['with shaded rows', true],
  ['without shades', false],
])('C9: a table over the whole width right below two columns keeps its title and its head: %s', async (_, shaded) => {
  const { pages } = await read((doc) => draw(doc, shaded));
  expect(linesOf(pages[0]?.text)).toEqual([
    'Quickthorn pool pump',
    'Spring',
    LEFT.join(' '),
    'Autumn',
    RIGHT.join(' '),
    'Settings by season',
    ...ROWS.map((row) => row.join(' | ')),
  ]);
  expect(pages[0]?.headings).toEqual(['Quickthorn pool pump', 'Spring', 'Autumn', 'Settings by season']);
});

test.each([
  ['pale', '#e4e4e4', 1],
  ['black that lets shine through', '#000000', 0.12],
])('C9: a watermark across the page, %s, is left out and told; a stamp is read', async (_, colour, opacity) => {
  const { pages } = await read((doc) => {
    draw(doc, true);
    doc.save().rotate(-45, { origin: [300, 500] });
    doc.font('Helvetica-Bold').fontSize(90).fillColor(colour, opacity).text('DRAFT', 120, 480, { lineBreak: false });
    doc
      .restore()
      .save()
      .rotate(-20, { origin: [400, 650] });
    doc.fontSize(26).fillColor('#b00020', 1).text('PAID', 400, 650, { lineBreak: false }).restore();
  });
  expect(pages[0]?.text).not.toContain('DRAFT');
  expect(pages[0]?.text).toContain('PAID');
  expect(pages[0]?.findings).toContainEqual({ kind: 'invisible', text: 'DRAFT', count: 1 });
});
