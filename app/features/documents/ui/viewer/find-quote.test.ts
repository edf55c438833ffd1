import { describe, expect, it } from 'vitest';
import { growsWithLength } from '#app/platform/testing/grows-with-length.ts';
import { findQuote, howMuch, placeQuote, type QuoteEdge } from './find-quote.ts';
import type { QuotePiece } from './quote-letters.ts';

const markedIn = (pieces: QuotePiece[], quote: string, edge?: QuoteEdge) =>
  findQuote(pieces, quote, edge).map(({ piece, start, end }) => pieces[piece]!.text.slice(start, end));
const marked = (pieces: string[], quote: string, edge?: QuoteEdge) =>
  markedIn(
    pieces.map((text) => ({ text })),
    quote,
    edge,
  );

describe('F4: findQuote', () => {
  it('marks a quote that runs over several pieces', () => {
    const page = ['Your fuse board is ', 'under the stairs', ', behind the door. Keep', ' it clear.'];
    expect(marked(page, 'fuse board is under the stairs, behind the door.')).toEqual([
      'fuse board is',
      'under the stairs',
      'behind the door',
    ]);
  });

  it('bears hyphenation, ligatures, accents, case and other quotation marks', () => {
    expect(
      marked(['Open the venti-', 'lation unit’s ﬁlter flap, Seán'], "ventilation unit's FILTER flap, Sean"),
    ).toEqual(['venti', 'lation unit’s ﬁlter flap, Seán']);
  });

  it('finds the parts of a quote cut by an ellipsis', () => {
    expect(
      marked(
        ['Close the stopcock first. Then ring us. Open every tap in the house.'],
        'Close the stopcock first … Open every tap in the house',
      ),
    ).toEqual(['Close the stopcock first', 'Open every tap in the house']);
  });

  it('falls back to the sentences that are there', () => {
    expect(
      marked(
        ['The main switch is rated 63 A. Nothing else here.'],
        'The main switch is rated 63 A. A sentence of another page.',
      ),
    ).toEqual(['The main switch is rated 63 A']);
  });

  it('marks nothing when nothing is there, or the page has no text', () => {
    expect(marked(['A page about gardens'], 'Where the fuse board is')).toEqual([]);
    expect(marked([], 'Where the fuse board is')).toEqual([]);
    expect(marked(['A page about gardens'], '')).toEqual([]);
    expect(marked(['a b c'], '… —')).toEqual([]);
  });

  it('keeps pairs of code units together', () => {
    expect(marked(['A house 🏠 with 𝟔𝟑 amps'], 'with 63 amps')).toEqual(['with 𝟔𝟑 amps']);
  });

  it('marks every line of a list, short ones too, in their place', () => {
    const page = ['Off. Steps. 1. Close the valve.', '2. Wait.', '3. Open the drain.', 'Wait for us.'];
    expect(marked(page, '1. Close the valve.\n2. Wait.\n3. Open the drain slowly.')).toEqual([
      '1. Close the valve',
      '2. Wait',
      'Open the drain',
    ]);
  });

  it('goes round what was painted between the parts of a sentence', () => {
    const page = ['The roof lets through 0.18', '1', ' W/m²K on its whole area', '1 Measured on site in June.'];
    expect(
      marked(page, 'The roof lets through 0.18 W/m²K on its whole area [Measured on site in June.]').join('|'),
    ).toBe('The roof lets through 0.18|W/m²K on its whole area|Measured on site in June');
  });
});

describe('F4, C9: a quote over two pages', () => {
  const first = ['Warnings', 'If water runs you must at once shut the blue', 'Page 3 of 9'];
  const second = ['Longview Estates', 'lever beside the meter. Then ring us. The blue lever is heavy.'];
  const quote = 'If water runs you must at once shut the blue lever beside the meter.';

  it('is marked up to the end of the one and from the beginning of the other', () => {
    expect(marked(first, quote, 'begins')).toEqual(['If water runs you must at once shut the blue']);
    expect(marked(second, quote, 'ends')).toEqual(['lever beside the meter']);
  });

  it('also where a word is broken, and where only a word is left', () => {
    expect(marked(['Run the anti-legio-'], 'Run the anti-legionella cycle.', 'begins')).toEqual(['Run the anti-legio']);
    expect(marked(['nella cycle. Every week.'], 'Run the anti-legionella cycle.', 'ends')).toEqual(['nella cycle']);
    expect(marked(['cupboard. A cupboard is white.'], 'It is in the cupboard.', 'ends')).toEqual(['cupboard']);
  });

  it('marks the steps of a list on the page where each stands', () => {
    const steps = '1. Close the blue valve.\n2. Open the drain cock.\n3. Ring the plumber.';
    expect(marked(['1. Close the blue valve.', '2. Open the drain cock.'], steps, 'begins')).toHaveLength(2);
    expect(marked(['3. Ring the plumber.', 'Other things'], steps, 'ends')).toEqual(['3. Ring the plumber']);
  });

  it('marks nothing by chance on the page that has nothing of it', () => {
    expect(marked(['About gardens. The lawn must be cut at once.'], quote, 'begins')).toEqual([]);
  });
});

/** Pieces of a table, each with its left edge and the number of its line; lines are 12 high. */
const at = (text: string, x: number, line: number): QuotePiece => ({
  text,
  box: [x, line * 14, x + text.length * 6, line * 14 + 12],
});

describe('F4, C9: a quoted table row', () => {
  const rows = [
    [at('Room', 0, 0), at('Vent', 100, 0), at('Area', 200, 0)],
    [at('Study', 0, 1), at('Zelvo 5510', 100, 1), at('5000 mm2', 200, 1)],
    [at('Hall', 0, 2), at('Zelvo 4410', 100, 2), at('4000 mm2', 200, 2)],
    [at('Bath', 0, 3), at('Zelvo 5510', 100, 3), at('4000 mm2', 200, 3)],
  ];
  const byColumn = [0, 1, 2].flatMap((column) => rows.map((row) => row[column]!));
  const linesOf = (pieces: QuotePiece[], quote: string) => [
    ...new Set(findQuote(pieces, quote).map(({ piece }) => pieces[piece]!.box![1] / 14)),
  ];

  it('is found by cells beside each other, painted row by row or column by column', () => {
    for (const pieces of [rows.flat(), byColumn]) {
      expect(linesOf(pieces, 'Bath | Zelvo 5510 | 4000 mm2')).toEqual([3]);
      expect(markedIn(pieces, 'Bath | Zelvo 5510 | 4000 mm2').toSorted()).toEqual(['4000 mm2', 'Bath', 'Zelvo 5510']);
      expect(linesOf(pieces, 'Room | Vent | Area\nHall | Zelvo 4410 | 4000 mm2').toSorted()).toEqual([0, 2]);
    }
  });

  it('has empty cells, and cells that stand in every row', () => {
    const yes = ['Study', 'Hall', 'Bath'].flatMap((room, n) => [at('Yes', 200, n), at(room, 0, n), at('No', 100, n)]);
    expect(linesOf(yes, 'Hall | No | Yes')).toEqual([1]);
    expect(linesOf(yes, 'Hall |  | Yes')).toEqual([1]);
  });

  it('finds a cell whose lines were painted with those of its neighbours', () => {
    const pieces = [
      at('Boiler', 0, 0),
      at('every year, by', 100, 0),
      at('the owner, who', 200, 0),
      at('a registered', 100, 1),
      at('keeps the', 200, 1),
      at('installer', 100, 2),
      at('paper', 200, 2),
      at('Vents', 0, 3),
      at('every year', 100, 3),
    ];
    expect(
      markedIn(pieces, 'Boiler | every year, by a registered installer | the owner, who keeps the paper').toSorted(),
    ).toEqual(
      ['Boiler', 'a registered', 'every year, by', 'installer', 'keeps the', 'paper', 'the owner, who'].toSorted(),
    );
  });

  it('has a merged cell that stands between the rows it covers, the nearest of its kind', () => {
    const at = (text: string, column: number, line: number): QuotePiece => ({
      text,
      box: [column * 100, 600 - line * 20, column * 100 + 60, 612 - line * 20],
    });
    const pieces = [
      ...['Hall', 'Pantry', 'Landing', 'Nursery'].flatMap((room, line) => [
        at(room, 1, line),
        at(`YT-1${line}`, 2, line),
      ]),
      at('Ground', 0, 0.5),
      at('First', 0, 2.5),
      at('Ground', 0, 6.5),
      at('Ground', 1, 1.5),
    ];
    const found = findQuote(pieces, 'Ground | Pantry | YT-11');
    expect(found.map(({ piece }) => piece)).toEqual([2, 3, 8]);
    expect(markedIn(pieces, 'First | Nursery | YT-13')).toEqual(['Nursery', 'YT-13', 'First']);
  });

  it('does not take a row that shares a word for it', () => {
    expect(markedIn(rows.flat(), 'Attic | 7000 mm2')).toEqual([]);
  });

  it('is found in a line that text recognition read as one', () => {
    expect(
      markedIn([at('Study Zelvo 5510 5000 mm2', 0, 0), at('Hall Zelvo 4410', 0, 1)], 'Study | Zelvo 5510'),
    ).toEqual(['Study Zelvo 5510']);
  });
});

describe('F4, C9: a quote that is read from right to left', () => {
  it('is found though its words were painted from the left', () => {
    const words = ['לוח', 'החשמל', 'נמצא', 'מתחת', 'למדרגות'];
    const painted = words.map((text, index): QuotePiece => ({
      text,
      box: [400 - index * 60, 0, 450 - index * 60, 12],
    }));
    const next: QuotePiece = { text: 'ברז המים בחצר', box: [300, 20, 450, 32] };
    const page = [...painted.toReversed(), next];
    expect(markedIn(page, `${words.join(' ')}\nברז המים בחצר`).toSorted()).toEqual(
      [...words, 'ברז המים בחצר'].toSorted(),
    );
  });

  it('with its vowels and in its shapes of print', () => {
    expect(marked(['لَوْحَةُ الكهرباء', ' تحت الدرج'], 'لوحة الكهرباء تحت الدرج')).toHaveLength(2);
    expect(marked(['ﻟﻮﺣﺔ ﺍﻟﻜﻬﺮﺑﺎﺀ'], 'لوحة الكهرباء')).toHaveLength(1);
  });
});

it('F4: long pages and quotes take time by their length', () => {
  const quote = Array.from({ length: 20 }, (_, n) => `row ${n} | of many | words here and there`).join('\n');
  const read = (text: string) =>
    findQuote(
      text.split('\n').map((row, n) => at(row, 0, n)),
      quote.slice(0, 600),
    );
  expect(growsWithLength(read, 'row 1 of many words here\nrow 2 of many words here\n', { longest: 200_000 })).toBe(
    true,
  );
});

describe('F4: how much of a quote is marked', () => {
  const rows = Array.from({ length: 30 }, (_, row) => [`Part ${row + 10}`, `Works ${row + 50}`, `${row + 12} months`]);
  const page = (own: string[][]) =>
    own.flatMap((cells, row) =>
      cells.map((text, column): QuotePiece => {
        const [x, y] = [column * 150, 700 - row * 20];
        return { text, box: [x, y, x + 100, y + 12] };
      }),
    );
  const quote = rows.map((cells) => cells.join(' | ')).join('\n');

  it('marks every row of a long table', () => {
    const found = placeQuote(page(rows), quote);
    expect(new Set(found.ranges.map(({ piece }) => piece)).size).toBe(rows.length * 3);
    expect(howMuch(found)).toBe('whole');
  });

  it('says when a row is not on the page, and when none is', () => {
    expect(howMuch(placeQuote(page(rows.slice(0, -1)), quote))).toBe('part');
    expect(howMuch(placeQuote(page([['Gardens', 'are', 'green']]), quote))).toBe('none');
  });

  it('counts a sentence of which most is there, and of what goes on overleaf what is there', () => {
    const text = [{ text: 'The main switch is rated 63 A.' }];
    expect(howMuch(placeQuote(text, 'The main switch is rated 63 A. It is grey.'))).toBe('whole');
    expect(howMuch(placeQuote(text, 'The main switch is rated 63 A.\nIt is tested every year.'))).toBe('part');
    expect(howMuch(placeQuote(text, 'The main switch is rated 63 A.\nIt is tested every year.', 'begins'))).toBe(
      'whole',
    );
  });
});
