import { expect, test } from 'vitest';
import { isNoWord } from './no-words.ts';
import type { SeenWord } from './recognition-engine.ts';

const line = { baseline: { x0: 0, y0: 200, x1: 900, y1: 190 }, size: 40 };
const word = (text: string, confidence: number, [x0, y0, x1, y1]: [number, number, number, number]): SeenWord => ({
  text,
  confidence,
  line,
  box: { x0, y0, x1, y1 },
});
const lines = { bars: [{ x0: 500, y0: 100, x1: 506, y1: 600 }], rules: [{ x0: 0, y0: 215, x1: 900, y1: 205 }] };

test.each<[string, SeenWord, boolean]>([
  ['a letter upon an upright line', word('i', 31, [495, 165, 508, 198]), true],
  ['a piece of one beside a cell', word('i}', 0, [476, 150, 498, 215]), true],
  ['a letter upon a line across', word('B', 20, [120, 204, 142, 222]), true],
  ['letters as high as a signature', word('a', 30, [620, 130, 830, 250]), true],
  ['a speck', word('A', 35, [620, 180, 637, 184]), true],
  ['a letter that is sure, upon a line', word('I', 92, [498, 165, 508, 198]), false],
  ['a word that is not sure, upon a line', word('Zone', 40, [470, 165, 560, 198]), false],
  ['a figure that is not sure, away from lines', word('7', 40, [300, 165, 320, 198]), false],
])('C10: %s', (_, seen, expected) => expect(isNoWord(seen, lines)).toBe(expected));
