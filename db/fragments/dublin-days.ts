import { sql, type SQL } from 'drizzle-orm';

/* Calendar days in Europe/Dublin, as ISO dates, by which figures are counted. */

/**
 * For how long a day of some figures may be counted anew: a day less than `retention.ts` keeps the source rows, so that
 * a day of which a part may have gone is never counted again.
 */
export const COUNTABLE_DAYS = { scans: 89, modelUse: 399, jobs: 89 } as const;

/** The moment at which a day begins. */
export const startOf = (day: SQL) => sql`timezone('Europe/Dublin', (${day})::timestamp)`;
export const dayOf = (instant: SQL) => sql`timezone('Europe/Dublin', ${instant})::date`;
/** Whether the moment is on one of the days. */
export const isWithin = (instant: SQL, from: SQL, to: SQL) =>
  sql`${instant} >= ${startOf(from)} and ${instant} < ${startOf(sql`${to} + 1`)}`;
export const isCountable = (day: SQL, source: keyof typeof COUNTABLE_DAYS) =>
  sql`${startOf(day)} >= now() - ${`${COUNTABLE_DAYS[source]} days`}::interval`;
