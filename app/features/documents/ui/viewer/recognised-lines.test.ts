import { expect, test } from 'vitest';
import type { Box } from './quote-letters.ts';
import { turnBox, turnedOn, type QuarterTurn } from './quarter-turn.ts';
import { recognisedLines } from './recognised-lines.ts';

const WORDS: { text: string; box: Box }[] = [
  { text: 'Tested', box: [0.1, 0.1, 0.2, 0.122] },
  { text: 'by', box: [0.21, 0.1, 0.24, 0.122] },
  { text: 'Una', box: [0.1, 0.2, 0.16, 0.222] },
  { text: 'Roe', box: [0.17, 0.2, 0.23, 0.222] },
];
const SQUARE = { width: 1_000, height: 1_000 };
const round = (value: number) => Math.round(value * 10) / 10;

test('C10: what was recognised is text by lines, as long and as high as in the picture', () => {
  const [first, second, ...more] = recognisedLines(WORDS, SQUARE);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ text: 'Tested by', angle: 0 });
  expect([first!.x, first!.y, first!.length, first!.size].map(round)).toEqual([100, 101, 140, 20]);
  expect(second!.text).toBe('Una Roe');
});

test.each([
  [90, Math.PI / 2, [899, 100]],
  [180, Math.PI, [900, 899]],
  [270, -Math.PI / 2, [101, 900]],
] as const)('C10: on a page that lies turned by %d° its lines run as they do there', (turn, angle, [x, y]) => {
  const turned = WORDS.map(({ text, box }) => ({ text, box: turnBox(box, turn) }));
  const [first] = recognisedLines(turned, SQUARE);
  expect(first!.text).toBe('Tested by');
  expect(Math.abs(first!.angle)).toBeCloseTo(Math.abs(angle));
  expect(Math.sin(first!.angle)).toBeCloseTo(Math.sin(angle));
  expect([first!.x, first!.y, first!.length].map(round)).toEqual([x, y, 140]);
});

test('C9: a line that is read from the right begins at its left as it is laid out', () => {
  const [line] = recognisedLines(
    [
      { text: 'שלום', box: [0.4, 0.1, 0.5, 0.122] },
      { text: 'בית', box: [0.3, 0.1, 0.38, 0.122] },
    ],
    SQUARE,
  );
  expect(line).toMatchObject({ text: 'שלום בית' });
  expect([round(line!.x), round(line!.length), round(line!.angle)]).toEqual([300, 200, 0]);
});

test('four quarters turn a page as it was', () => {
  const box: Box = [0.125, 0.25, 0.5, 0.75];
  let [turned, turn]: [Box, QuarterTurn] = [box, 0];
  for (const _ of [1, 2, 3, 4]) {
    turned = turnBox(turned, 90);
    turn = turnedOn(turn);
  }
  expect(turned).toEqual(box);
  expect(turn).toBe(0);
});
