import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../scope.ts';

type Rule = {
  table: string;
  /** Kept for so long after what `where` names. */
  days: number;
  /** Rows that may go, when `since` is the moment so long ago. */
  where: (since: SQL) => SQL;
  /** The column whose smallest go first. */
  first?: string;
};

/** What is kept for how long; docs/personal-data.md tells it to people. Tables with many rows go in batches by ctid. */
const RULES = {
  scans: { table: 'qr_scans', days: 90, where: (since) => sql`scanned_at < ${since}` },
  errors: { table: 'error_log', days: 30, where: (since) => sql`last_seen_at < ${since}` },
  'errors by day': { table: 'error_days', days: 90, where: (since) => sql`day < (${since})::date` },
  'model errors': { table: 'llm_error_log', days: 30, where: (since) => sql`at < ${since}` },
  'model use': { table: 'llm_usage', days: 400, where: (since) => sql`at < ${since}` },
  // Ids of answers begin with the moment at which they were asked for, in milliseconds.
  'why answers were given': {
    table: 'answer_traces',
    days: 180,
    where: (since) => sql`message_id < (lpad(to_hex((extract(epoch from ${since}) * 1000)::bigint), 12, '0')
      || repeat('0', 20))::uuid`,
    // By its index, also where most are old.
    first: 'message_id',
  },
  'load by the minute': { table: 'load_samples', days: 1, where: (since) => sql`span = 'minute' and at < ${since}` },
  'load by the hour': { table: 'load_samples', days: 8, where: (since) => sql`span = 'hour' and at < ${since}` },
  'load by the day': { table: 'load_samples', days: 90, where: (since) => sql`span = 'day' and at < ${since}` },
  'overrides of limits': { table: 'limit_overrides', days: 400, where: (since) => sql`ends_at < ${since}` },
  'alerts that fired': { table: 'alert_firings', days: 400, where: (since) => sql`ended_at < ${since}` },
  'silences of alerts': { table: 'alert_silences', days: 400, where: (since) => sql`ends_at < ${since}` },
  'acting as somebody': { table: 'impersonations', days: 400, where: (since) => sql`expires_at < ${since}` },
  'revoked tokens': { table: 'revoked_tokens', days: 0, where: (since) => sql`expires_at < ${since}` },
  'staff sessions': { table: 'staff_sessions', days: 0, where: (since) => sql`expires_at < ${since}` },
  'owners’ devices': { table: 'owner_sessions', days: 60, where: (since) => sql`last_seen_at < ${since}` },
  'wrong names': { table: 'wrong_names', days: 90, where: (since) => sql`created_at < ${since}` },
  'files of houses': { table: 'house_imports', days: 2, where: (since) => sql`created_at < ${since}` },
  'sign-in links': { table: 'sign_in_links', days: 7, where: (since) => sql`expires_at < ${since}` },
  'job history': {
    table: 'job_status',
    days: 90,
    where: (since) => sql`state in ('succeeded', 'failed', 'cancelled') and finished_at < ${since}`,
  },
  'engine runs': {
    table: 'engine_runs',
    days: 7,
    where: (since) => sql`state in ('completed', 'failed', 'cancelled') and ended_at < ${since}`,
  },
  'engine events': { table: 'engine_events', days: 2, where: (since) => sql`received_at < ${since}` },
} satisfies Record<string, Rule>;

export type RetentionRule = keyof typeof RULES;
export const RETENTION_RULES = Object.keys(RULES) as RetentionRule[];
/** Days that rows are kept, by table. */
export const RETENTION_DAYS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(RULES).map(({ table, days }) => [table, days]),
);

/** Deletes up to `limit` rows that a rule no longer keeps. Returns how many. */
export async function deleteExpired(tx: Tx, rule: RetentionRule, limit: number): Promise<number> {
  const { table, days, where, first }: Rule = RULES[rule];
  const since = sql`now() - make_interval(days => ${days})`;
  const order = first === undefined ? sql`` : sql` order by ${sql.identifier(first)}`;
  const result = await tx.execute(
    sql`delete from ${sql.identifier(table)} where ctid = any(array(select ctid from ${sql.identifier(table)}
      where ${where(since)}${order} limit ${limit}))`,
  );
  return result.rowCount ?? 0;
}
