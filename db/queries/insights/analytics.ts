import { and, eq, sql, type SQL } from 'drizzle-orm';
import { ADDED, each, FIGURES, figuresOf, READ, SCANS, TOKENS } from '../../fragments/day-figures.ts';
import { dayOf, isCountable, startOf, type COUNTABLE_DAYS } from '../../fragments/dublin-days.ts';
import { analyticsRuns } from '../../schema/analytics.ts';
import { developments } from '../../schema/tenancy.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';

/*
 * Statistics by day. A day is a calendar day in Europe/Dublin, where every tenant of ours builds (a tenant has no time
 * zone of its own); days are ISO dates. `figuresOf` counts from the source rows: the roll-up stores what it counts, the
 * reads add the days not yet stored.
 */

/**
 * How far back a tenant's first roll-up may begin. What is dated earlier, or later than now, was not written by the
 * product: it is on no day that is counted, and leads to no others.
 */
const OLDEST = sql`date_trunc('day', now()) - interval '10 years'`;

/**
 * Counts one day of all of the tenant's developments and stores it in the place of what was stored, in one statement.
 * Two at once come one after the other, each with what was committed before its turn, so the later count stays. What is
 * no longer countable stays as it was stored.
 */
export async function rollUpDay(tx: Tx, scope: TenantScope, day: string): Promise<void> {
  await tx.execute(sql`select wall.lock_figures()`);
  const stored = (name: SQL) => sql`analytics_days.${name}`;
  const replace = (names: readonly string[], source?: keyof typeof COUNTABLE_DAYS) =>
    each(names, (name) =>
      source
        ? sql`${name} = case when ${isCountable(sql`excluded.day`, source)} then excluded.${name}
          else ${stored(name)} end`
        : sql`${name} = excluded.${name}`,
    );
  await tx.execute(sql`
    insert into analytics_days (tenant_id, development_id, day, ${each(FIGURES, (name) => name)}, computed_at)
    select ${scope.tenantId}::uuid, development_id, day, ${each(FIGURES, (name) => name)}, now()
    from (${figuresOf(scope.tenantId, sql`${day}::date`, sql`${day}::date`)}) as counted
    on conflict (tenant_id, development_id, day) do update set
      ${replace([...ADDED, 'active_houses', 'latency_median_ms', 'latency_p95_ms', ...READ, 'ready_times'])},
      owners_seen = greatest(${stored(sql`owners_seen`)}, excluded.owners_seen),
      ${replace(SCANS, 'scans')},
      ${replace([...TOKENS, 'model_cost', 'first_tokens'], 'modelUse')},
      computed_at = excluded.computed_at`);
}

/**
 * The days that want to be counted, oldest first, and the moment of looking. The first time: all from the tenant's
 * first row on. Later: from a day before the last look on, and each older day of which an answer was rated since then.
 * At most those of ten years, whatever moments stand in the rows.
 */
export async function selectDaysToRollUp(tx: Tx, scope: TenantScope): Promise<{ days: string[]; readUntil: Date }> {
  const { tenantId } = scope;
  const earliest = (table: string, column: string) =>
    sql`(select min(${sql.identifier(column)}) from ${sql.identifier(table)} where tenant_id = ${tenantId}
      and ${sql.identifier(column)} between ${OLDEST} and now())`;
  const { rows } = await tx.execute<{ days: string[]; read_until: string }>(sql`
    with last_run as (select greatest(least(read_until, now()), ${OLDEST}) - interval '1 day' as since
      from analytics_runs where tenant_id = ${tenantId}),
    beginning as (
      select ${dayOf(sql`coalesce((select since from last_run), least(${earliest('messages', 'created_at')},
        ${earliest('homeowners', 'claimed_at')}, ${earliest('qr_scans', 'scanned_at')},
        ${earliest('job_status', 'finished_at')}, ${earliest('document_versions', 'created_at')},
        now()))`)} as day
    ), wanted as (
      select generate_series((select day from beginning)::timestamp, ${dayOf(sql`now()`)}::timestamp, interval
        '1 day')::date as day
      union
      select distinct ${dayOf(sql`m.created_at`)}
      from message_feedback f cross join lateral (select created_at from messages where tenant_id = f.tenant_id
        and id = f.message_id limit 1) as m
      where f.tenant_id = ${tenantId} and f.updated_at >= (select since from last_run)
        and m.created_at between ${OLDEST} and now()
    )
    select array(select day::text from wanted order by wanted.day) as days, now()::text as read_until`);
  const [row] = rows;
  if (!row) throw new Error('A select without a table gives one row.');
  return { days: row.days, readUntil: new Date(row.read_until) };
}

/** Notes that all that was committed well before `readUntil` is rolled up; it never goes back. */
export async function storeRollUp(tx: Tx, scope: TenantScope, readUntil: Date): Promise<void> {
  await tx
    .insert(analyticsRuns)
    .values({ tenantId: scope.tenantId, readUntil, finishedAt: sql`now()` })
    .onConflictDoUpdate({
      target: analyticsRuns.tenantId,
      set: { readUntil: sql`greatest(${analyticsRuns.readUntil}, excluded.read_until)`, finishedAt: sql`now()` },
    });
}

/**
 * Looks at `limit` tenants in the order of their ids, from after `after` on: those whose days want to be counted, since
 * something happened from ten minutes before the last look on or a day has passed, which are not retired, and for which
 * no job named `eventName` is open. `last`: the last one looked at.
 */
export async function selectTenantsToRollUp(
  tx: Tx,
  _scope: PlatformScope,
  page: { after: string | undefined; eventName: string; limit: number },
): Promise<{ due: string[]; last: string | undefined }> {
  const since = (table: string, column: string) =>
    sql`exists (select from ${sql.identifier(table)} s where s.tenant_id = t.id
      and s.${sql.identifier(column)} >= r.read_until - interval '10 minutes')`;
  const { rows } = await tx.execute<{ id: string; due: boolean }>(sql`
    select t.id, t.open and (r.read_until is null or ${dayOf(sql`r.read_until`)} < ${dayOf(sql`now()`)}
        or ${since('messages', 'created_at')} or ${since('message_feedback', 'updated_at')}
          or ${since('builder_questions', 'created_at')}
        or ${since('homeowners', 'claimed_at')} or ${since('qr_scans', 'scanned_at')} or ${since('llm_usage', 'at')}
          or ${since('document_versions', 'created_at')})
      and not exists (select from job_status j where j.subject_id = t.id
        and j.state in ('queued', 'running', 'retrying') and j.event_name = ${page.eventName}) as due
    from (select id, retired_at is null as open from tenants
      where ${page.after ? sql`id > ${page.after}` : sql`true`} order by id
      limit ${page.limit}) as t
    left join lateral (select read_until from analytics_runs where tenant_id = t.id limit 1) as r on true
    order by t.id`);
  return { due: rows.flatMap(({ id, due }) => (due ? id : [])), last: rows.at(-1)?.id };
}

/**
 * Changes whenever one of a tenant's figures may have changed: today's date, the last roll-up, and the latest row of
 * each source by its index.
 */
export async function readAnalyticsVersion(tx: Tx, scope: TenantScope): Promise<string> {
  const latest = (table: string, column: string) =>
    sql`(select max(${sql.identifier(column)}) from ${sql.identifier(table)} where tenant_id = ${scope.tenantId})`;
  const { rows } = await tx.execute<{ version: string }>(sql`
    select jsonb_build_array(${dayOf(sql`now()`)}, ${latest('analytics_runs', 'finished_at')},
      ${latest('messages', 'created_at')}, ${latest('message_feedback', 'updated_at')},
      ${latest('builder_questions', 'created_at')}, ${latest('homeowners', 'claimed_at')},
        ${latest('qr_scans', 'scanned_at')}, ${latest('job_status', 'finished_at')})::text as version`);
  return rows[0]?.version ?? '';
}

export type AnalyticsRange = { from: string; to: string; developmentId?: string };

/** What is counted of days, and adds up. */
export type Counted = {
  questions: number;
  answered: number;
  refused: number;
  courtesies: number;
  stopped: number;
  failed: number;
  feedbackUp: number;
  feedbackDown: number;
  passedOn: number;
  housesClaimed: number;
};

export type DayFigures = Counted & {
  day: string;
  /** Of the answered: told as doubtful. */
  doubtful: number;
  activeHouses: number;
  ownersSeen: number;
  /** Null also when several developments answered: medians do not add up. */
  latencyMedianMs: number | null;
  latencyP95Ms: number | null;
  scansOk: number | null;
  scansClaimed: number | null;
  scansRevoked: number | null;
};

/** From which day on, `from` at the earliest, figures are counted on the spot: that of the last roll-up. */
export async function readLiveFrom(tx: Tx, scope: TenantScope, from: string): Promise<string> {
  const [run] = await tx
    .select({ liveFrom: sql<string>`(${dayOf(sql`${analyticsRuns.readUntil} - interval '10 minutes'`)})::text` })
    .from(analyticsRuns)
    .where(eq(analyticsRuns.tenantId, scope.tenantId))
    .limit(1);
  return run && run.liveFrom > from ? run.liveFrom : from;
}

/**
 * The figures by day of a tenant or one of its developments: stored ones, and counted on the spot from the last
 * roll-up's day on. Days on which nothing is known are missing.
 */
export async function selectFiguresByDay(
  tx: Tx,
  scope: TenantScope,
  { from, to, developmentId }: AnalyticsRange,
): Promise<DayFigures[]> {
  const liveFrom = await readLiveFrom(tx, scope, from);
  const names = each(
    [
      'development_id',
      'day',
      ...ADDED,
      'active_houses',
      'owners_seen',
      'latency_median_ms',
      'latency_p95_ms',
      ...SCANS,
    ],
    (name) => name,
  );
  const live =
    liveFrom <= to
      ? sql`union all select ${names} from (${figuresOf(scope.tenantId, sql`${liveFrom}::date`, sql`${to}::date`)}) as
        counted`
      : sql``;
  const one = (name: string) =>
    sql`case when count(${sql.identifier(name)}) = 1 then max(${sql.identifier(name)})::int end`;
  const { rows } = await tx.execute<DayFigures>(sql`
    with figures as (
      select ${names} from analytics_days where tenant_id = ${scope.tenantId} and day >= ${from}::date
        and day <= ${to}::date and day < ${liveFrom}::date
      ${live}
    )
    select day::text, sum(questions)::int as questions, sum(answered)::int as answered, sum(refused)::int as refused,
      sum(courtesies)::int as courtesies, sum(doubtful)::int as doubtful, sum(owners_seen)::int as "ownersSeen",
      sum(stopped)::int as stopped, sum(failed)::int as failed, sum(feedback_up)::int as "feedbackUp",
        sum(feedback_down)::int as "feedbackDown",
      sum(passed_on)::int as "passedOn", sum(houses_claimed)::int as "housesClaimed", sum(active_houses)::int as
        "activeHouses",
      ${one('latency_median_ms')} as "latencyMedianMs", ${one('latency_p95_ms')} as "latencyP95Ms",
      sum(scans_ok)::int as "scansOk", sum(scans_claimed)::int as "scansClaimed", sum(scans_revoked)::int as
        "scansRevoked"
    from figures ${developmentId ? sql`where development_id = ${developmentId}` : sql``}
    group by day order by day limit 400`);
  return rows;
}

/**
 * Houses of a tenant or a development: all, taken by their owner, and those that asked something from `from` to `to`.
 */
export async function countHouses(
  tx: Tx,
  scope: TenantScope,
  { from, to, developmentId }: AnalyticsRange,
): Promise<{ total: number; claimed: number; active: number }> {
  const { rows } = await tx.execute<{ total: number; claimed: number; active: number }>(sql`
    select count(*)::int as total, count(o.claimed_at)::int as claimed, count(asked.one)::int as active
    from houses h
    left join lateral (select claimed_at from homeowners where tenant_id = h.tenant_id and house_id = h.id
      and ended_at is null limit 1) as o on true
    left join lateral (
      select 1 as one from messages m
      where m.tenant_id = h.tenant_id and m.house_id = h.id and m.role = 'user'
        and m.created_at >= ${startOf(sql`${from}::date`)} and m.created_at < ${startOf(sql`${to}::date + 1`)}
      limit 1
    ) as asked on true
    where h.tenant_id = ${scope.tenantId} ${developmentId ? sql`and h.development_id = ${developmentId}` : sql``}`);
  return rows[0] ?? { total: 0, claimed: 0, active: 0 };
}

/** True when the development is the tenant's. */
export async function hasDevelopment(tx: Tx, scope: TenantScope, developmentId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: developments.id })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .limit(1);
  return rows.length > 0;
}
