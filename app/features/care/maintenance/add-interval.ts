import type { IntervalUnit } from '#db/schema/care-words.ts';

const DAY = 86_400_000;

/**
 * The calendar day `count` units after `day` (ISO dates). A day that the month has not becomes its last: a month after
 * 31 January is 28 February.
 */
export function addInterval(day: string, count: number, unit: IntervalUnit): string {
  const from = new Date(`${day}T00:00:00Z`);
  if (unit === 'day' || unit === 'week') {
    const days = unit === 'week' ? count * 7 : count;
    return new Date(from.getTime() + days * DAY).toISOString().slice(0, 10);
  }
  const months = unit === 'year' ? count * 12 : count;
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(first.setUTCDate(Math.min(from.getUTCDate(), last))).toISOString().slice(0, 10);
}
