import { expect, test } from 'vitest';
import { lastDayOf } from './last-day.ts';
import { readPaper } from './read-paper.ts';
import { IRELAND } from './rules/ireland.ts';

const slotOf = (id: string) => IRELAND.slots.find((slot) => slot.id === id)!;
const lastDay = (slot: string, text: string, headings: string[] = []) =>
  lastDayOf(
    readPaper({
      page: 1,
      text,
      headings: headings.map((title) => ({ title, level: 1 })),
      role: null,
      confidence: null,
    }),
    slotOf(slot),
  );

test.each([
  ['Valid until: 2 March 2036', '2036-03-02'],
  ['Expiry date | 02/03/2036', '2036-03-02'],
  ['| Certificate no. | Issued | Valid until |\n| B1 | 02/03/2026 | 02/03/2036 |', '2036-03-02'],
  ['Valid until:\n2 March 2036', '2036-03-02'],
  ['Valid from 2 March 2026 until then; this certificate expires on 2 March 2036', '2036-03-02'],
  ['Date of issue: 2 March 2026\nThis certificate is valid for ten years', '2036-03-02'],
  ['Date of issue: 2 March 2026', '2036-03-02'],
  ['Valid until: 2 March 2036\nAssessor registration expires: 31/12/2025', '2036-03-02'],
  ['Assessor registration expires: 31/12/2025\nValid until: 2 March 2036', '2036-03-02'],
])('G10: an energy certificate with “%s” ends on %s', (text, day) =>
  expect(lastDay('energy', `BER certificate\n${text}`)).toBe(day),
);

test.each([
  ['airtightness', 'Calibration valid until 01/03/2026'],
  ['airtightness', 'Fan and gauge | DG-1000 | Valid until 01/03/2026'],
  ['airtightness', '| Instrument | Serial no. | Valid until |\n| Manometer | 4711 | 01/03/2026 |'],
  ['airtightness', 'Test instrument\nSerial number: 4711\nValid until: 01/03/2026'],
  ['airtightness', 'Date of issue: 1 March 2020\nCalibration valid for one year'],
  ['electrical', 'Registration expires 31/12/2025'],
  ['electrical', 'Public liability insurance valid until: 31 December 2025'],
  ['electrical', 'Membership renewal due 31/12/2025'],
  ['guarantee', 'Your defects period ends on 3 March 2025.'],
])('G10: of %s “%s” is not its last day', (slot, text) =>
  expect(lastDay(slot, `${slotOf(slot).name}\nDwelling: 1 Long Avenue\n${text}`)).toBeUndefined(),
);

test('G10: what a paper is called by is its own, and a book never ends', () => {
  const text = 'Structural defects insurance certificate\nThe insurance expires on 2 March 2036.';
  expect(lastDay('guarantee', text)).toBe('2036-03-02');
  expect(lastDay('home-guide', 'Home user guide\nThis guide is valid until 3 March 2020')).toBeUndefined();
});
