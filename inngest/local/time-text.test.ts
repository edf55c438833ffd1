import { expect, test } from 'vitest';
import { delayMs, durationMs, retryAfterMs } from './time-text.ts';

const NOW = Date.parse('2026-11-29T20:00:00Z');

test.each([
  ['1d2h', 93_600_000],
  ['1.5 s', 1500],
  ['2026-11-29T20:00:07Z', 7000],
  ['2026-11-29T19:59:00Z', 0],
])('C5: %s is a delay of %i ms', (text, expected) => {
  expect(delayMs(text, NOW)).toBe(expected);
});

test('C5: what names no time says so', () => {
  expect(() => delayMs('soon', NOW)).toThrow('"soon" is neither a duration such as 10m nor a date.');
  expect([durationMs('10'), durationMs('10 minutes'), durationMs('')]).toEqual([undefined, undefined, undefined]);
});

test.each([
  ['30', 30_000],
  ['Sun, 29 Nov 2026 20:00:05 GMT', 5000],
  ['Sun, 29 Nov 2026 19:00:00 GMT', 0],
  ['later', undefined],
  [null, undefined],
])('C5: Retry-After %s is %s ms', (header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
