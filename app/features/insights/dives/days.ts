import type { AnalyticsDay } from '../read-analytics.server.ts';
import { addDays } from '../schema.ts';
import type { DiveFigure } from './dive.ts';

export type Period = { from: string; to: string; developmentId?: string };

/** Every day of a period, ISO dates. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

export const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** A figure that adds up over the days of this period and of the one before. */
export const added = (
  now: readonly AnalyticsDay[],
  before: readonly AnalyticsDay[],
  of: (day: AnalyticsDay) => number,
): DiveFigure => ({ value: sumOf(now.map(of)), before: sumOf(before.map(of)) });

/** Whole per cent; null of nothing. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((100 * part) / whole);

/** Each day's figure from rows that leave out the days on which there is none. */
export function byDay<Row extends { day: string }>(
  days: readonly string[],
  rows: readonly Row[],
  of: (row: Row) => number,
): number[] {
  const known = new Map(rows.map((row) => [row.day, of(row)]));
  return days.map((day) => known.get(day) ?? 0);
}
