import { sql } from 'drizzle-orm';
import type { Tx } from '../../scope.ts';
import { FIRST_TOKEN_BOUNDS, READY_BOUNDS } from '../../schema/time-buckets.ts';
import type { Counted } from '../insights/analytics.ts';
import type { NamePosition } from '../tenancy/directory.ts';

/*
 * Statistics of tenants beside each other, from the days that their roll-ups have stored (H3). A page of tenants at a
 * time: no sum grows with how many there are. Days are ISO dates in Europe/Dublin,
 * both ends included; a day is as the tenant's last roll-up counted it.
 */

export type Days = { from: string; to: string };

export type PlatformFigures = Counted & {
  modelCalls: number;
  /** Of the prompt and of what was written. */
  modelTokens: number;
  /** US dollars; null where no price is known. */
  modelCost: number | null;
  /** The slowest development's day, milliseconds; null without an answer. Quantiles of days do not add up. */
  slowestP95Ms: number | null;
  /** Counts by the bounds of FIRST_TOKEN_BOUNDS and READY_BOUNDS. */
  firstTokens: number[];
  readyTimes: number[];
  documentsRead: number;
  pagesRead: number;
  documentsFailed: number;
};

export type PlatformDayRow = PlatformFigures & { day: string };
export type TenantFiguresRow = PlatformFigures & { id: string; name: string; slug: string; finishedAt: string | null };

/** The buckets of all rows together. */
function summed(column: string, bounds: readonly number[]) {
  const each = [...bounds, 0].map((_, at) => `coalesce(sum(${column}[${at + 1}]), 0)`);
  return sql.raw(`array[${each.join(', ')}]::float8[]`);
}

const SUMS = sql`
  coalesce(sum(questions), 0)::int as questions, coalesce(sum(answered), 0)::int as answered,
  coalesce(sum(refused), 0)::int as refused, coalesce(sum(courtesies), 0)::int as courtesies,
  coalesce(sum(stopped), 0)::int as stopped, coalesce(sum(failed), 0)::int as failed,
  coalesce(sum(feedback_up), 0)::int as "feedbackUp", coalesce(sum(feedback_down), 0)::int as "feedbackDown",
  coalesce(sum(passed_on), 0)::int as "passedOn", coalesce(sum(houses_claimed), 0)::int as "housesClaimed",
  coalesce(sum(model_calls), 0)::float8 as "modelCalls",
  coalesce(sum(prompt_tokens + completion_tokens), 0)::float8 as "modelTokens",
  sum(model_cost)::float8 as "modelCost", max(latency_p95_ms) as "slowestP95Ms",
  ${summed('first_tokens', FIRST_TOKEN_BOUNDS)} as "firstTokens",
  ${summed('ready_times', READY_BOUNDS)} as "readyTimes",
  coalesce(sum(documents_read), 0)::int as "documentsRead", coalesce(sum(pages_read), 0)::int as "pagesRead",
  coalesce(sum(documents_failed), 0)::int as "documentsFailed"`;

/** The figures of some tenants together by day, at most 366 of them; days without any are missing. */
export async function selectDaysOf(
  tx: Tx,
  { from, to, tenantIds }: Days & { tenantIds: readonly string[] },
): Promise<PlatformDayRow[]> {
  const { rows } = await tx.execute<PlatformDayRow>(sql`
    select day::text, ${SUMS} from analytics_days
    where tenant_id = any(${sql.param([...tenantIds])}::uuid[]) and day between ${from}::date and ${to}::date
    group by day order by day limit 366`);
  return rows;
}

/** Tenants by name, at most `limit`, each with its figures of all these days and when they were last counted. */
export async function selectTenantFigures(
  tx: Tx,
  { from, to, after, limit }: Days & { after?: NamePosition | undefined; limit: number },
): Promise<TenantFiguresRow[]> {
  const { rows } = await tx.execute<TenantFiguresRow>(sql`
    select t.id, t.name, t.slug, to_json(r.finished_at) #>> '{}' as "finishedAt", f.*
    from (select id, name, slug from tenants
      where ${after ? sql`(name, id) > (${after.name}, ${after.id}::uuid)` : sql`true`}
      order by name, id limit ${limit}) as t
    left join lateral (select finished_at from analytics_runs where tenant_id = t.id limit 1) as r on true
    cross join lateral (select ${SUMS} from analytics_days
      where tenant_id = t.id and day between ${from}::date and ${to}::date) as f
    order by t.name, t.id limit ${limit}`);
  return rows;
}
