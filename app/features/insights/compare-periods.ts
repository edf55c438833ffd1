import type { AnalyticsDay } from './read-analytics.server.ts';
import type { AnalyticsOverview } from './summarise-analytics.ts';

/** A figure of the period, what it was in the period before, and each day of it. */
export type Measure = { value: number; before: number; daily: number[] };

/** Scans are null where those of no day are known. */
export type Measures = Record<
  'questions' | 'answered' | 'refused' | 'passedOn' | 'claimed' | 'active' | 'helpful',
  Measure
> & { scans: Measure | null };

const scansOf = (scans: AnalyticsOverview['scans']) => (scans ? scans.ok + scans.claimed + scans.revoked : 0);

/** The figures of some days beside those of as many days before them (G1). */
export function comparePeriods(
  now: AnalyticsOverview,
  before: AnalyticsOverview,
  days: readonly AnalyticsDay[],
): Measures {
  const measure = (of: (one: AnalyticsOverview) => number, daily: (day: AnalyticsDay) => number): Measure => ({
    value: of(now),
    before: of(before),
    daily: days.map(daily),
  });
  return {
    questions: measure(
      (one) => one.questions,
      (day) => day.questions,
    ),
    answered: measure(
      (one) => one.answered,
      (day) => day.answered,
    ),
    refused: measure(
      (one) => one.refused,
      (day) => day.refused,
    ),
    passedOn: measure(
      (one) => one.passed_on,
      (day) => day.passed_on,
    ),
    claimed: measure(
      (one) => one.houses_claimed,
      (day) => day.houses_claimed,
    ),
    active: measure(
      (one) => one.houses.active,
      (day) => day.active_houses,
    ),
    helpful: measure(
      (one) => one.feedback.up,
      (day) => day.feedback.up,
    ),
    scans:
      now.scans === null
        ? null
        : measure(
            (one) => scansOf(one.scans),
            (day) => scansOf(day.scans),
          ),
  };
}

/** "3 more than in the 30 days before"; whole numbers, since a share of nothing is no figure. */
export function trendInWords({ value, before }: Measure, days: number): string {
  const period = days === 1 ? 'the day before' : `the ${days} days before`;
  if (value === before) return value === 0 ? `none, as in ${period}` : `as many as in ${period}`;
  const difference = Math.abs(value - before);
  return `${difference} ${value > before ? 'more' : difference === 1 ? 'less' : 'fewer'} than in ${period}`;
}
