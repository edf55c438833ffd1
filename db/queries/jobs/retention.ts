import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../scope.ts';

/** `first`: the column whose smallest go first. */
type Rule = { table: string; where: SQL; first?: string };

/** What is kept for how long. `where` names rows that may go; tables with many rows go in batches by ctid. */
const RULES = {
  scans: { table: 'qr_scans', where: sql`scanned_at < now() - interval '90 days'` },
  errors: { table: 'error_log', where: sql`last_seen_at < now() - interval '30 days'` },
  'model errors': { table: 'llm_error_log', where: sql`at < now() - interval '30 days'` },
  'model use': { table: 'llm_usage', where: sql`at < now() - interval '400 days'` },
  // Ids of answers begin with the moment at which they were asked for, in milliseconds.
  'why answers were given': {
    table: 'answer_traces',
    where: sql`message_id < (lpad(to_hex((extract(epoch from now() - interval '180 days') * 1000)::bigint), 12, '0')
      || repeat('0', 20))::uuid`,
    // By its index, also where most are old.
    first: 'message_id',
  },
  'revoked tokens': { table: 'revoked_tokens', where: sql`expires_at < now()` },
  'staff sessions': { table: 'staff_sessions', where: sql`expires_at < now()` },
  'owners’ devices': { table: 'owner_sessions', where: sql`last_seen_at < now() - interval '60 days'` },
  'wrong names': { table: 'wrong_names', where: sql`created_at < now() - interval '90 days'` },
  'sign-in links': { table: 'sign_in_links', where: sql`expires_at < now() - interval '7 days'` },
  'job history': {
    table: 'job_status',
    where: sql`state in ('succeeded', 'failed', 'cancelled') and finished_at < now() - interval '90 days'`,
  },
  'engine runs': {
    table: 'engine_runs',
    where: sql`state in ('completed', 'failed', 'cancelled') and ended_at < now() - interval '7 days'`,
  },
  'engine events': { table: 'engine_events', where: sql`received_at < now() - interval '2 days'` },
} satisfies Record<string, Rule>;

export type RetentionRule = keyof typeof RULES;
export const RETENTION_RULES = Object.keys(RULES) as RetentionRule[];

/** Deletes up to `limit` rows that a rule no longer keeps. Returns how many. */
export async function deleteExpired(tx: Tx, rule: RetentionRule, limit: number): Promise<number> {
  const { table, where, first }: Rule = RULES[rule];
  const order = first === undefined ? sql`` : sql` order by ${sql.identifier(first)}`;
  const result = await tx.execute(
    sql`delete from ${sql.identifier(table)} where ctid = any(array(select ctid from ${sql.identifier(table)}
      where ${where}${order} limit ${limit}))`,
  );
  return result.rowCount ?? 0;
}
