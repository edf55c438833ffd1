import { describe, expect, it } from 'vitest';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const read = useMadePdfs();
const SAID = 'Turn the lever by a quarter until it lies across the pipe, and wait until the last of the water has run.';

/** Numbers at `x`, each with its text at `x + indent`, wrapped within `width`. */
function hang(doc: PDFKit.PDFDocument, entries: [string, string][], x = 60, indent = 30, width = 420): void {
  for (const [number, text] of entries) {
    const y = doc.y;
    doc.font('Helvetica-Bold').text(number, x, y, { lineBreak: false });
    doc.font('Helvetica').text(text, x + indent, y, { width });
    doc.y += 5;
  }
}

describe('C9: numbers that hang beside what they count', () => {
  it.each([
    ['Helvetica', 10, 20],
    ['Helvetica', 12, 44],
    ['Helvetica', 8, 16],
  ])('are those of steps (%s %i, %i points apart)', async (_font, size, indent) => {
    const steps = ['Shut the valve.', SAID, 'Open the tap and look at the gauge.'];
    const { pages, passages } = await read((doc) => {
      doc.fontSize(size).text('To drain the tank:').moveDown();
      hang(
        doc,
        steps.map((text, at): [string, string] => [`${at + 1}`, text]),
        60,
        indent,
        300,
      );
    });
    expect(linesOf(pages[0]?.text)).toEqual(['To drain the tank:', ...steps.map((text, at) => `${at + 1}. ${text}`)]);
    expect(passages[0]?.text).toContain(`1. Shut the valve.\n2. ${SAID}\n3. Open`);
  });

  it('are those of clauses, also after a table and alone', async () => {
    const { pages } = await read((doc) => {
      doc.fontSize(10);
      hang(doc, [
        ['4.1', 'We answer within one working day.'],
        ['4.2', SAID],
      ]);
      doc.moveDown();
      for (const row of [
        ['Class', 'Somebody comes', 'Examples'],
        ['Urgent', '2 days', 'Lamp out'],
        ['Routine', '20 days', 'Loose tile'],
      ]) {
        const y = doc.y;
        for (const [at, cell] of row.entries()) doc.text(cell, 66 + at * 130, y, { lineBreak: false });
        doc.y = y + 20;
      }
      doc.y += 8;
      hang(doc, [['4.3', SAID]]);
    });
    expect(linesOf(pages[0]?.text)).toEqual([
      '4.1 We answer within one working day.',
      `4.2 ${SAID}`,
      'Class | Somebody comes | Examples',
      'Urgent | 2 days | Lamp out',
      'Routine | 20 days | Loose tile',
      `4.3 ${SAID}`,
    ]);
  });

  it('are cells under a head, and beside a third column', async () => {
    const rows = (doc: PDFKit.PDFDocument, table: string[][], places: number[]) => {
      for (const row of table) {
        const y = doc.y;
        for (const [at, cell] of row.entries()) doc.text(cell, places[at], y, { lineBreak: false });
        doc.y = y + 18;
      }
    };
    const named = [
      ['No.', 'Serves'],
      ['1', 'Hob in the kitchen'],
      ['2', 'Oven in the kitchen'],
      ['3', 'Sockets upstairs'],
    ];
    const rated = [
      ['7', 'Fan in the bathroom', '6 A'],
      ['8', 'Pump in the press', '16 A'],
      ['9', 'Bell at the door', '6 A'],
    ];
    const { pages } = await read((doc) => {
      doc.fontSize(10);
      rows(doc, named, [60, 100]);
      doc.moveDown(4);
      rows(doc, rated, [60, 100, 300]);
    });
    expect(linesOf(pages[0]?.text)).toEqual([...named, ...rated].map((row) => row.join(' | ')));
  });

  it('count on in the second of two columns', async () => {
    const { pages } = await read((doc) => {
      doc.fontSize(10);
      doc.text('Before you move in, do these.', 60, 80);
      hang(doc, [['1', SAID]], 60, 20, 190);
      hang(doc, [['2', SAID]], 60, 20, 190);
      doc.y = 80;
      hang(doc, [['3', SAID]], 310, 20, 190);
      hang(doc, [['4', 'Open and lock every window.']], 310, 20, 190);
    });
    const steps = [SAID, SAID, SAID, 'Open and lock every window.'].map((text, at) => `${at + 1}. ${text}`);
    expect(linesOf(pages[0]?.text)).toEqual(['Before you move in, do these.', ...steps]);
  });

  it('leave a letter that begins a line of a sentence with it', async () => {
    const text = 'The car is 1.4 m deep and its door is only 0.9 m. Moves are allowed until eight.';
    const { pages } = await read((doc) => {
      doc.font('Courier').fontSize(10);
      doc.text('The car is 1.4 m deep and its door is only 0.9', 60, 80, { lineBreak: false });
      doc.text('m. Moves are allowed until eight.', 60, 93, { lineBreak: false });
    });
    expect(linesOf(pages[0]?.text)).toEqual([text]);
  });
});
