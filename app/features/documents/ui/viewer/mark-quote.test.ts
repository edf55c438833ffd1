import { expect, test } from 'vitest';
import { frameOf } from './mark-quote.ts';

const line = [0.1, 0.2, 0.5, 0.22] as const;

test('C10, F4: a part of a recognised line is marked by its share of the line', () => {
  expect(frameOf(line, 'abcdefgh', { start: 0, end: 8 })).toEqual(line);
  const [left, top, right, bottom] = frameOf(line, 'abcdefgh', { start: 4, end: 6 });
  expect([top, bottom]).toEqual([0.2, 0.22]);
  expect(left).toBeCloseTo(0.3);
  expect(right).toBeCloseTo(0.4);
});

test('C9, F4: of a line that is read from the right, from there', () => {
  const [left, , right] = frameOf(line, 'אבגדהוזח', { start: 0, end: 2 });
  expect(left).toBeCloseTo(0.4);
  expect(right).toBeCloseTo(0.5);
});

test('of a line that runs up the page, all is marked', () => {
  const tall = [0.1, 0.2, 0.12, 0.8] as const;
  expect(frameOf(tall, 'abcdefgh', { start: 4, end: 6 })).toEqual(tall);
});
