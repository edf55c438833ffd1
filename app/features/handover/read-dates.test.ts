import { expect, test } from 'vitest';
import { addYears, readDate } from './read-dates.ts';

test.each([
  ['Valid until 2036-02-24', '2036-02-24'],
  ['24/02/2036', '2036-02-24'],
  ['24.2.36', '2036-02-24'],
  ['the 24th of February 2036', '2036-02-24'],
  ['24-Feb-2036', '2036-02-24'],
  ['February 24, 2036', '2036-02-24'],
  ['1 March 2026 to 2026-04-01', '2026-03-01'],
  ['Rev 13.13.25, valid until 24 February 2036', '2036-02-24'],
  ['Rev 32.01.2026, issued 01.02.2026', '2026-02-01'],
  ['31 February 2036', undefined],
  ['12 Ordinary 2036', undefined],
  ['', undefined],
])('G10: the first day of “%s” is %s', (line, day) => expect(readDate(line)).toBe(day));

test('G10: years later is the same day', () => expect(addYears('2026-02-24', 10)).toBe('2036-02-24'));
