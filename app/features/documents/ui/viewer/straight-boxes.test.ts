import { expect, test } from 'vitest';
import { findQuote } from './find-quote.ts';
import type { Box } from './quote-letters.ts';
import { straightBoxes } from './straight-boxes.ts';

const ROWS = [
  ['Part', 'Maker', 'Months'],
  ['Rope', 'Jarrow', '24'],
  ['Pad', 'Wexel', '60'],
  ['Drum', 'Jarrow', '36'],
];
/** Where the words of a table stand on a sheet whose lines fall by `slope`; `lying`: that was turned on its side. */
const sheet = (slope: number, lying = false) =>
  ROWS.flatMap((row, line) =>
    row.map((text, column) => {
      const [x, y] = [0.1 + column * 0.22, 0.3 + line * 0.02 + slope * column * 0.22];
      const box: Box = lying ? [1 - y - 0.012, x, 1 - y, x + 0.08] : [x, y, x + 0.08, y + 0.012];
      return { text, box };
    }),
  );
const markedOn = (words: { text: string; box: Box }[], quote: string) => {
  const boxes = straightBoxes(words.map(({ box }) => box));
  const pieces = words.map(({ text }, index) => ({ text, box: boxes[index] }));
  return findQuote(pieces, quote).map(({ piece }) => piece);
};

test.each([
  ['upright', 0, false],
  ['askew by 2° to the right', 0.035, false],
  ['askew by 4° to the left', -0.07, false],
  ['on its side', 0, true],
  ['on its side and askew', 0.035, true],
])('C10, F4: all cells of a quoted row are marked on a sheet that lies %s, and no others', (_, slope, lying) => {
  expect(markedOn(sheet(slope, lying), 'Rope | Jarrow | 24')).toEqual([3, 4, 5]);
  expect(markedOn(sheet(slope, lying), 'Drum | Jarrow | 36')).toEqual([9, 10, 11]);
});

test('of a sheet with a word or none there is nothing to straighten', () => {
  expect(straightBoxes([])).toEqual([]);
  expect(straightBoxes([[0.1, 0.2, 0.3, 0.22]])).toEqual([[0.1, 0.2, 0.3, 0.22]]);
});
