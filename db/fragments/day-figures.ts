import { sql, type SQL } from 'drizzle-orm';
import { UNSURE } from '../schema/answer-modes.ts';
import { FIRST_TOKEN_BOUNDS, READY_BOUNDS } from '../schema/time-buckets.ts';
import { dayOf, isCountable, isWithin } from './dublin-days.ts';

export const ADDED = [
  'questions',
  'answered',
  'doubtful',
  'refused',
  'courtesies',
  'stopped',
  'failed',
  'feedback_up',
  'feedback_down',
  'passed_on',
  'houses_claimed',
] as const;
export const SCANS = ['scans_ok', 'scans_claimed', 'scans_revoked'] as const;
export const TOKENS = ['model_calls', 'prompt_tokens', 'completion_tokens'] as const;
export const READ = ['documents_read', 'pages_read', 'documents_failed'] as const;
export const FIGURES = [
  ...ADDED,
  'active_houses',
  'owners_seen',
  'latency_median_ms',
  'latency_p95_ms',
  ...SCANS,
  ...TOKENS,
  'model_cost',
  'first_tokens',
  ...READ,
  'ready_times',
] as const;

export const each = (names: readonly string[], write: (name: SQL) => SQL) =>
  sql.join(
    names.map((name) => write(sql`${sql.identifier(name)}`)),
    sql`, `,
  );

/** How many of the group's `values` lie in each bucket. */
const bucketsOf = (values: SQL, bounds: readonly number[]) => {
  const bucket = sql`width_bucket((${values})::float8, array[${sql.raw(bounds.join(','))}]::float8[])`;
  const counts = [...bounds, 0].map((_, at) => sql`count(*) filter (where ${bucket} = ${sql.raw(String(at))})`);
  return sql`array[${sql.join(counts, sql`, `)}]::int[]`;
};

// Looked up row by row: a join may read all houses for the few of a day.
const itsHouse = (table: SQL) =>
  sql`cross join lateral (select development_id from houses where tenant_id = ${table}.tenant_id
    and id = ${table}.house_id limit 1) as h`;

/** How a model was used for answers, by development and day. */
const modelledOf = (tenantId: string, within: (instant: SQL) => SQL) => sql`
      select h.development_id, ${dayOf(sql`u.at`)} as day, count(*) as model_calls, sum(u.prompt_tokens)
        as prompt_tokens, sum(u.completion_tokens) as completion_tokens, sum(u.cost) as model_cost,
        ${bucketsOf(sql`u.first_token_ms`, FIRST_TOKEN_BOUNDS)} as first_tokens
      from llm_usage u cross join lateral (select tenant_id, house_id from messages where tenant_id = u.tenant_id
        and id = u.message_id limit 1) as m ${itsHouse(sql`m`)}
      where u.tenant_id = ${tenantId} and u.operation = 'chat' and ${within(sql`u.at`)} group by 1, 2`;

/** What became of the files that were uploaded, by development and day. */
const readingsOf = (tenantId: string, within: (instant: SQL) => SQL) => sql`
      select d.development_id, ${dayOf(sql`v.created_at`)} as day,
        count(*) filter (where v.ready_at is not null) as documents_read,
        coalesce(sum(v.pages) filter (where v.ready_at is not null), 0) as pages_read,
        count(*) filter (where v.status = 'failed') as documents_failed,
        ${bucketsOf(sql`extract(epoch from v.ready_at - v.created_at)`, READY_BOUNDS)} as ready_times
      from document_versions v cross join lateral (select development_id from documents where tenant_id = v.tenant_id
        and id = v.document_id limit 1) as d
      where v.tenant_id = ${tenantId} and ${within(sql`v.created_at`)} group by 1, 2`;

/**
 * The figures of each development of a tenant on each day from `from` to `to`, counted from the source rows: `FIGURES`
 * with `development_id` and `day`.
 */
export function figuresOf(tenantId: string, from: SQL, to: SQL): SQL {
  const within = (instant: SQL) => isWithin(instant, from, to);
  const answer = sql`m.role = 'assistant' and m.state = 'complete'`;
  return sql`
    with grid as (
      select d.id as development_id, calendar.day::date as day
      from developments d cross join generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') as
        calendar (day)
      where d.tenant_id = ${tenantId}
    ), said as (
      select h.development_id, ${dayOf(sql`m.created_at`)} as day,
        count(*) filter (where m.role = 'user') as questions,
        count(distinct m.house_id) filter (where m.role = 'user') as active_houses,
        count(*) filter (where ${answer} and m.grounded) as answered,
        count(*) filter (where ${answer} and m.grounded and starts_with(m.content, ${UNSURE})) as doubtful,
        count(*) filter (where ${answer} and m.mode = 'refusal') as refused,
        count(*) filter (where ${answer} and m.mode in ('courtesy', 'question')) as courtesies,
        count(*) filter (where m.role = 'assistant' and m.state = 'stopped') as stopped,
        count(*) filter (where m.role = 'assistant' and m.state = 'failed') as failed,
        percentile_disc(0.5) within group (order by m.latency_ms) filter (where ${answer}) as latency_median_ms,
        percentile_disc(0.95) within group (order by m.latency_ms) filter (where ${answer}) as latency_p95_ms,
        count(*) filter (where f.rating = 'up') as feedback_up,
        count(*) filter (where f.rating = 'down') as feedback_down
      from messages m ${itsHouse(sql`m`)}
      left join lateral (select rating from message_feedback where tenant_id = m.tenant_id and message_id = m.id
        limit 1) as f on true
      where m.tenant_id = ${tenantId} and ${within(sql`m.created_at`)} group by 1, 2
    ), passed as (
      select h.development_id, ${dayOf(sql`b.created_at`)} as day, count(*) as passed_on
      from builder_questions b ${itsHouse(sql`b`)} where b.tenant_id = ${tenantId} and ${within(sql`b.created_at`)}
        group by 1, 2
    ), taken as (
      select h.development_id, ${dayOf(sql`o.claimed_at`)} as day, count(*) as houses_claimed
      from homeowners o ${itsHouse(sql`o`)} where o.tenant_id = ${tenantId} and ${within(sql`o.claimed_at`)}
        group by 1, 2
    ), seen as (
      select h.development_id, o.last_seen_on as day, count(*) as owners_seen
      from homeowners o ${itsHouse(sql`o`)} where o.tenant_id = ${tenantId} and o.seen_order >= ${from}
        and o.seen_order <= ${to} and o.ended_at is null group by 1, 2
    ), scanned as (
      select h.development_id, ${dayOf(sql`s.scanned_at`)} as day,
        count(*) filter (where s.result = 'ok') as scans_ok,
        count(*) filter (where s.result = 'claimed') as scans_claimed,
        count(*) filter (where s.result = 'revoked') as scans_revoked
      from qr_scans s ${itsHouse(sql`s`)} where s.tenant_id = ${tenantId} and not s.prefetch
        and ${within(sql`s.scanned_at`)} group by 1, 2
    ), modelled as (
      ${modelledOf(tenantId, within)}
    ), read as (
      ${readingsOf(tenantId, within)}
    )
    select development_id, day,
      ${each([...ADDED, 'active_houses', 'owners_seen'], (name) => sql`coalesce(${name}, 0)::int as ${name}`)},
      latency_median_ms, latency_p95_ms,
      ${each(
        SCANS,
        (name) => sql`case when ${isCountable(sql`day`, 'scans')} then coalesce(${name}, 0)::int end as
        ${name}`,
      )},
      ${each(
        TOKENS,
        (name) => sql`case when ${isCountable(sql`day`, 'modelUse')} then coalesce(${name}, 0)::bigint end
        as ${name}`,
      )},
      case when ${isCountable(sql`day`, 'modelUse')} then model_cost end as model_cost,
      case when ${isCountable(sql`day`, 'modelUse')} then first_tokens end as first_tokens,
      ${each(READ, (name) => sql`coalesce(${name}, 0)::int as ${name}`)}, ready_times
    from grid
    left join said using (development_id, day)
    left join passed using (development_id, day)
    left join taken using (development_id, day)
    left join seen using (development_id, day)
    left join scanned using (development_id, day)
    left join modelled using (development_id, day)
    left join read using (development_id, day)`;
}
