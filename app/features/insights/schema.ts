import { z } from 'zod';
import { PERIODS, type OverviewRange } from './periods.ts';

/** Days of one request at most (B1). */
export const MAX_DAYS = 366;
/** No day before it is asked for: nothing is older. */
const FIRST_DAY = '2000-01-01';
/** Days shown when none are named: today and the thirteen before. */
const USUAL_DAYS = 14;

const isoDate = z.iso
  .date('must be a date such as 2026-03-31')
  .refine((day) => day >= FIRST_DAY, `must not be before ${FIRST_DAY}`)
  .optional();
const dayNumber = (day: string) => Date.parse(day) / 86_400_000;

/** The ISO date `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The query of `GET /api/analytics/*`: ISO dates of days in Europe/Dublin, both included, at most 366. `today` is the
 * last one that can be asked for.
 */
export const analyticsQuerySchema = (today: string) =>
  z
    .object({
      from: isoDate,
      to: isoDate,
      development_id: z.uuid('must be the id of one of your developments').optional(),
    })
    .transform(({ from, to, development_id: developmentId }) => {
      const last = to ?? today;
      return { from: from ?? addDays(last, 1 - USUAL_DAYS), to: last, ...(developmentId ? { developmentId } : {}) };
    })
    .superRefine(({ from, to }, context) => {
      const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (to > today) fault('to', `must not be after today, ${today}`);
      if (from > to) fault('from', 'must not be after to');
      else if (dayNumber(to) - dayNumber(from) >= MAX_DAYS)
        fault('from', `must be at most ${MAX_DAYS - 1} days before to; ask for less at a time`);
    });

/** Whole days from `from` to `to`, ISO dates. */
export const daysBetween = (from: string, to: string) => dayNumber(to) - dayNumber(from);

/**
 * What the overview shows: `days` (7, 30 or 90) up to `today`, or `from` and `to`, at most 366 days. Empty fields are
 * none, as a form sends them.
 */
export const overviewQuerySchema = (today: string) =>
  z
    .preprocess(
      (query) =>
        Object.fromEntries(Object.entries(query as Record<string, string>).filter(([, value]) => value !== '')),
      z.object({
        days: z.enum(['7', '30', '90'], { error: 'must be 7, 30 or 90' }).optional(),
        from: isoDate,
        to: isoDate,
      }),
    )
    .transform(({ days, from, to }, context): OverviewRange => {
      if (from === undefined) {
        const period = PERIODS.find((one) => String(one) === days) ?? 30;
        return { from: addDays(today, 1 - period), to: today, days: period };
      }
      const checked = analyticsQuerySchema(today).safeParse({ from, ...(to === undefined ? {} : { to }) });
      if (checked.success) return { from: checked.data.from, to: checked.data.to, days: null };
      for (const { path, message } of checked.error.issues) context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    });
