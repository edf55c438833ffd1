import { z } from 'zod';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';

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

/** The query of the builder's inbox. */
export const inboxQuerySchema = z.object({ limit: limitSchema, cursor: cursorSchema });
