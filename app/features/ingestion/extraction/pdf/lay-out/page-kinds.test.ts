import { describe, expect, it } from 'vitest';

import { partAtCorridors } from './open-corridors.ts';
import { lineText, toLines } from './page-lines.ts';
import type { Word } from './page-words.ts';
import { collectDocument } from '../../testing/collect-document.ts';
import { fixtureFolder, pdfOfContent } from '../../testing/fixtures.ts';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const readMade = useMadePdfs();

/** Words of a line from `x` on, as wide as half their size a letter, a quarter of it apart. */
function wordsAt(x: number, y: number, text: string, size = 10): Word[] {
  let at = x;
  return text.split(' ').map((part) => {
    const x0 = at;
    at += part.length * size * 0.5 + size * 0.25;
    return { text: part, x0, x1: at - size * 0.25, y, size, bold: false, spaced: x0 !== x, angle: 0 };
  });
}
const textsOf = (words: Word[]) => toLines(words).map(lineText);

describe('C9: letters that stand out of their line', () => {
  it('reads figures that are raised by half a line, at nearly the size of the text', () => {
    const [unit] = wordsAt(50, 100, 'kg/m');
    const figure = { ...wordsAt(unit?.x1 ?? 0, 95.2, '2', 9.7)[0], spaced: false } as Word;
    expect(textsOf([unit as Word, figure])).toEqual(['kg/m²']);
    expect(textsOf([unit as Word, { ...figure, y: 104.8 }])).toEqual(['kg/m2']);
  });

  it('takes a line of the column beside for no raised text', () => {
    const words = [...wordsAt(50, 100, 'one two three'), ...wordsAt(300, 95, 'Larger words', 14)];
    expect(textsOf(words)).toEqual(['Larger words', 'one two three']);
  });

  it('sets a drop capital before its word, and its lines at one edge', () => {
    const capital = { ...wordsAt(50, 124, 'S', 36)[0], x1: 70 } as Word;
    const lines = toLines([
      capital,
      ...wordsAt(71, 100, 'alt is filled in'),
      ...wordsAt(71, 113, 'each month or so'),
      ...wordsAt(50, 126, 'by hand.'),
    ]);
    expect(lines.map(lineText)).toEqual(['Salt is filled in', 'each month or so', 'by hand.']);
    expect(lines.map((line) => line.segments[0]?.x0)).toEqual([50, 50, 50]);
    expect(lines.every((line) => line.size === 10)).toBe(true);
  });

  it('joins letters that are set apart, and leaves a row of names as it is', () => {
    const apart = (text: string) =>
      text.split('').flatMap((letter, i): Word[] => {
        const x0 = 50 + i * 9;
        const word = { text: letter, x0, x1: x0 + 5, y: 100, size: 10, bold: true, spaced: false, angle: 0 };
        return letter === ' ' ? [] : [word];
      });
    expect(textsOf(apart('WARM WATER'))).toEqual(['WARM WATER']);
    expect(textsOf(apart('ABCDEF'))).toEqual(['A B C D E F']);
    expect(textsOf(apart('482135'))).toEqual(['4 8 2 1 3 5']);
  });
});

describe('C9: columns that stand close', () => {
  const left = [
    'Every house has one',
    'valve, and a larger',
    'one has two. Keep it',
    'free all around, say',
    'those who mend them.',
  ];
  const column = (x: number, texts: string[]) => texts.flatMap((text, i) => wordsAt(x, 100 + i * 13, text));

  it('parts lines where a corridor runs down between them, not between a mark and its text', () => {
    const edge = Math.max(...column(50, left).map((word) => word.x1)) + 6;
    const parted = partAtCorridors(toLines([...column(50, left), ...column(edge, left)]), false);
    expect(parted.map((line) => line.segments.map((segment) => segment.text))).toEqual(
      left.map((text) => [text, text]),
    );
    const marks = left.map((_, i) => `${i + 1}.`);
    const list = partAtCorridors(toLines([...column(50, marks), ...column(66, left)]), false);
    expect(list.every((line) => line.segments.length === 1)).toBe(true);
  });

  it('reads a call-out in its frame between two columns as a whole', async () => {
    const { pages } = await readMade((doc) => {
      doc.fontSize(10);
      for (let i = 0; i < 12; i += 1) {
        doc.text(`left column line number ${i} goes`, 60, 100 + i * 13, { lineBreak: false });
        doc.text(`right column line number ${i} goes`, 350, 100 + i * 13, { lineBreak: false });
      }
      doc.rect(240, 140, 80, 60).stroke();
      for (const [i, text] of ['Mind the', 'hot pipe', 'in here'].entries())
        doc.text(text, 246, 146 + i * 15, { lineBreak: false });
    });
    const text = pages[0]?.text ?? '';
    expect(text).toContain('Mind the hot pipe in here');
    const order = [...text.matchAll(/(left|right) column line number (\d+)/g)].map(([, side, n]) => `${side}${n}`);
    expect(order).toEqual(['left', 'right'].flatMap((side) => Array.from({ length: 12 }, (_, i) => `${side}${i}`)));
  });
});

describe('C9: tables that level lines part', () => {
  it('keeps cells in their row that are set in its middle', async () => {
    const { pages } = await readMade((doc) => {
      doc.fontSize(10);
      for (let row = 0; row <= 4; row += 1)
        doc
          .moveTo(60, 98 + row * 40)
          .lineTo(500, 98 + row * 40)
          .stroke();
      for (let row = 0; row < 4; row += 1) {
        const y = 102 + row * 40;
        doc
          .text(`Part ${row}`, 64, y + 10, { lineBreak: false })
          .text(`${row + 6} kg`, 440, y + 10, { lineBreak: false });
        doc.text(`is kept in the hall, ${row} of them`, 200, y + 3, { lineBreak: false });
        doc.text('behind a white panel', 200, y + 17, { lineBreak: false });
      }
    });
    expect(linesOf(pages[0]?.text)).toEqual(
      [0, 1, 2, 3].map(
        (row) => `Part ${row} | is kept in the hall, ${row} of them behind a white panel | ${row + 6} kg`,
      ),
    );
  });
});

describe('E9: what is painted over', () => {
  it('drops the last word under a shape too, and keeps what stands in a frame of its own colour', async () => {
    const folder = await fixtureFolder();
    const at = (y: number, text: string) => `BT /F1 12 Tf 60 ${y} Td (${text}) Tj ET\n`;
    const content =
      `0 g ${at(700, 'Hidden code 4711')}1 g 50 690 200 30 re f 0 g ${at(700, 'Seen')}` +
      `50 590 300 40 re 52 592 296 36 re f* ${at(605, 'Framed words are seen')}`;
    const path = await folder.write('a.pdf', pdfOfContent(Buffer.from(content)));
    const { pages } = await collectDocument({ path, kind: 'pdf' });
    await folder.remove();
    expect(linesOf(pages[0]?.text)).toEqual(['Seen', 'Framed words are seen']);
  });
});
