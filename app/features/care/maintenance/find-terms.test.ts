import { describe, expect, test } from 'vitest';
import { addInterval } from './add-interval.ts';
import { findTerms } from './find-terms.ts';

const told = (text: string) => findTerms(text).map(({ kind, count, unit, subject }) => [kind, count, unit, subject]);

describe('F12: what a passage says of time', () => {
  test.each([
    ['Clean the filter every two weeks.', ['task', 2, 'week', 'Clean the filter every two weeks']],
    ['3. Vacuum it every 3 months.', ['task', 3, 'month', 'Vacuum it every 3 months']],
    ['Have it serviced every year.', ['task', 1, 'year', 'Have it serviced every year']],
    ['Empty it every second day!', ['task', 2, 'day', 'Empty it every second day']],
    ['Brush the paving twice a year.', ['task', 6, 'month', 'Brush the paving twice a year']],
    ['Descale the shower head four times a year.', ['task', 3, 'month', 'Descale the shower head four times a year']],
    ['Press the test button quarterly.', ['task', 3, 'month', 'Press the test button quarterly']],
    ['Look at pressure | You | Monthly', ['task', 1, 'month', 'Look at pressure']],
    ['Every 6 months | Close and open the stopcock', ['task', 6, 'month', 'Close and open the stopcock']],
    [
      'Check the anode in the cylinder | Technician | Every 2 years',
      ['task', 2, 'year', 'Check the anode in the cylinder'],
    ],
    [
      'The inverter is under warranty for 10 years.',
      ['cover', 10, 'year', 'The inverter is under warranty for 10 years'],
    ],
    [
      "The AW5 carries five years' warranty on parts.",
      ['cover', 5, 'year', "The AW5 carries five years' warranty on parts"],
    ],
  ])('%s', (text, expected) => expect(told(text)).toEqual([expected]));

  test.each([
    'Brown goes out every week beside one of them.',
    'Do not wash the panels every year.',
    'The certificate is valid for 10 years.',
    'Monthly fee | None',
    'Clean it five times a year.',
    'Scratches are not covered in the first two years.',
    '',
  ])('nothing in: %s', (text) => expect(told(text)).toEqual([]));

  test('the same twice is one, and named alike wherever it stands', () => {
    const [first] = findTerms('Test the alarms weekly. Test the alarms weekly.');
    expect(findTerms('Before.\nTest the alarms weekly.')).toMatchObject([{ fingerprint: first!.fingerprint }]);
    expect(findTerms('Test the alarms weekly. Test the alarms weekly.')).toHaveLength(1);
  });
});

describe('addInterval', () => {
  test.each([
    ['2026-01-31', 1, 'month', '2026-02-28'],
    ['2024-02-29', 1, 'year', '2025-02-28'],
    ['2026-10-20', 3, 'month', '2027-01-20'],
    ['2026-12-30', 1, 'week', '2027-01-06'],
    ['2026-03-28', 2, 'day', '2026-03-30'],
  ] as const)('%s and %i %s', (day, count, unit, next) => expect(addInterval(day, count, unit)).toBe(next));
});
