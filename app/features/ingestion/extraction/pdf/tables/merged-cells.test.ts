import { describe, expect, it } from 'vitest';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const read = useMadePdfs();

/** A cell over so many columns and rows; null: nothing of its own, since another covers it. */
type Cell = { text: string; columns?: number; rows?: number } | string | null;
type Look = { font: string; bold: string; width: number; height: number; centred: boolean; shade?: string };

const LOOKS: [string, Look][] = [
  ['small, in narrow columns', { font: 'Helvetica', bold: 'Helvetica-Bold', width: 62, height: 17, centred: false }],
  ['in wide columns, centred', { font: 'Times-Roman', bold: 'Times-Bold', width: 95, height: 26, centred: true }],
  ['of even letters', { font: 'Courier', bold: 'Courier-Bold', width: 90, height: 20, centred: false }],
  [
    'with a shaded head',
    { font: 'Helvetica', bold: 'Helvetica', width: 80, height: 22, centred: false, shade: '#cde' },
  ],
  [
    'with a dark head',
    { font: 'Times-Roman', bold: 'Times-Bold', width: 75, height: 19, centred: true, shade: '#ddd' },
  ],
];

/** A table drawn cell by cell, each in a frame. `head`: its first rows that are a head. */
function drawBoxes(doc: PDFKit.PDFDocument, rows: Cell[][], look: Look, head: number): void {
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries()) {
      if (cell === null) continue;
      const { text, columns = 1, rows: down = 1 } = typeof cell === 'string' ? { text: cell } : cell;
      const [x, y, width] = [60 + column * look.width, 120 + row * look.height, columns * look.width];
      doc.rect(x, y, width, down * look.height);
      if (row < head && look.shade) doc.fillAndStroke(look.shade, '#000');
      else doc.stroke('#000');
      doc.fillColor('#000').font(row < head ? look.bold : look.font);
      const align = look.centred ? 'center' : 'left';
      doc.fontSize(9).text(text, x + 3, y + 5, { width: width - 6, align, lineBreak: false });
    }
}

describe.each(LOOKS)('C9: cells over several columns, %s', (_look, look) => {
  it('stand in each of them, in the head and below it', async () => {
    const { pages } = await read((doc) =>
      drawBoxes(
        doc,
        [
          [{ text: 'Plan', rows: 2 }, { text: 'Weekday', columns: 2 }, null, { text: 'Weekend', columns: 2 }, null],
          [null, 'Day', 'Night', 'Day', 'Night'],
          ['One', '0.31', '0.17', '0.29', '0.15'],
          ['Two', { text: '0.41', columns: 2 }, null, { text: 'none', columns: 2 }, null],
          ['Three', '0.51', { text: 'on request', columns: 3 }, null, null],
        ],
        look,
        2,
      ),
    );
    expect(linesOf(pages[0]?.text)).toEqual([
      'Plan | Weekday | Weekday | Weekend | Weekend',
      'Plan | Day | Night | Day | Night',
      'One | 0.31 | 0.17 | 0.29 | 0.15',
      'Two | 0.41 | 0.41 | none | none',
      'Three | 0.51 | on request | on request | on request',
    ]);
  });

  it('over the whole table stand once', async () => {
    const { pages } = await read((doc) =>
      drawBoxes(
        doc,
        [
          ['Room', 'Paint', 'Code'],
          [{ text: 'Upstairs', columns: 3 }, null, null],
          ['Bath', 'white', 'W-1'],
          ['Study', 'grey', 'G-4'],
        ],
        look,
        1,
      ),
    );
    expect(linesOf(pages[0]?.text)).toEqual([
      'Room | Paint | Code',
      'Upstairs | |',
      'Bath | white | W-1',
      'Study | grey | G-4',
    ]);
  });
});
