import { sql, type SQL } from 'drizzle-orm';
import { dayOf, isCountable, isWithin } from '../../fragments/dublin-days.ts';
import { pageOfDevelopments, type DevelopmentPage } from '../../fragments/page-of-developments.ts';
import type { Part } from '../../schema/analytics-parts.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { readLiveFrom, type AnalyticsRange } from './analytics.ts';

/*
 * What the figures of a day are made of (G4): stored by the roll-up, and counted on the spot for the days not yet
 * stored, by the same statement.
 */

const COLUMNS = sql.raw('development_id, day, part, name, count, done, failed, milliseconds');

/** What is cited is a document, or the house's own record, which has no such id. */
const DOCUMENT_ID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** The house of a row, looked up row by row: a join may read all houses for the few of a day. */
const itsHouse = (table: SQL) =>
  sql`cross join lateral (select development_id, house_type from houses where tenant_id = ${table}.tenant_id
    and id = ${table}.house_id limit 1) as h`;

/**
 * The parts of each development of a tenant on each day from `from` to `to`, from the source rows. The topic of an
 * answer is the category of the document that it cites first; a document counts once for each answer that cites it.
 */
function partsOf(tenantId: string, from: SQL, to: SQL): SQL {
  const answered = sql`count(*) filter (where grounded)`;
  const refused = sql`count(*) filter (where mode = 'refusal')`;
  const itsDevelopment = (table: SQL) =>
    sql`(select development_id from ${table} where tenant_id = ${tenantId} and id = j.subject_id limit 1)`;
  return sql`
    with said as materialized (
      select h.development_id, h.house_type, m.created_at, ${dayOf(sql`m.created_at`)} as day, m.role, m.mode,
        m.grounded, m.citations,
        m.citations -> 0 ->> 'document_id' as cited,
        -- As what it is, since a cast in the look-up would keep row-level security from using the index.
        case when m.citations -> 0 ->> 'document_id' ~ ${DOCUMENT_ID}
          then (m.citations -> 0 ->> 'document_id')::uuid end as document_id
      from messages m ${itsHouse(sql`m`)}
      where m.tenant_id = ${tenantId} and ${isWithin(sql`m.created_at`, from, to)}
        and (m.role = 'user' or m.state = 'complete')
    ), worked as (
      select case j.subject_type when 'development' then j.subject_id
          when 'document' then ${itsDevelopment(sql`documents`)}
          when 'house' then ${itsDevelopment(sql`houses`)} end as development_id,
        ${dayOf(sql`j.finished_at`)} as day, j.event_name, j.state,
        extract(epoch from j.finished_at - coalesce(j.started_at, j.finished_at)) * 1000 as milliseconds
      from job_status j where j.tenant_id = ${tenantId} and ${isWithin(sql`j.finished_at`, from, to)}
    )
    select development_id, day, 'hour' as part, to_char(timezone('Europe/Dublin', created_at), 'HH24') as name,
      count(*)::int as count, 0 as done, 0 as failed, 0::bigint as milliseconds
      from said where role = 'user' group by 1, 2, 4
    union all
    select development_id, day, 'type', house_type, count(*) filter (where role = 'user')::int,
      (count(*) filter (where role = 'assistant' and grounded))::int,
      (count(*) filter (where role = 'assistant' and mode = 'refusal'))::int, 0
      from said group by 1, 2, 4
    union all
    select development_id, day, 'topic', topic, count(*)::int, (${answered})::int, (${refused})::int, 0
      from (select said.*, case when mode = 'refusal' then ':refusal' when mode = 'safety' then ':safety'
          when mode = 'record' or cited = 'house-record' then ':record'
          when said.document_id is not null then coalesce(d.category, ':gone') end as topic
        from said left join lateral (select category from documents where tenant_id = ${tenantId}
          and id = said.document_id limit 1) as d on true
        where role = 'assistant') as told
      where topic is not null group by 1, 2, 4
    union all
    select development_id, day, 'document', name, count(*)::int, 0, 0, 0
      from (select said.development_id, said.day, one.name from said cross join lateral (
          select distinct c ->> 'document_id' as name from jsonb_array_elements(said.citations) as c
          where c ->> 'document_id' ~ ${DOCUMENT_ID}) as one
        where said.role = 'assistant' and said.grounded) as cited
      group by 1, 2, 4
    union all
    select development_id, day, 'job', event_name, count(*)::int, (count(*) filter (where state = 'succeeded'))::int,
      (count(*) filter (where state = 'failed'))::int, sum(milliseconds)::bigint
      from worked where development_id is not null group by 1, 2, 4`;
}

/**
 * Counts the parts of one day of all of the tenant's developments and stores them in the place of those stored: after
 * `rollUpDay` in its transaction, whose lock puts two at once in an order.
 */
export async function rollUpParts(tx: Tx, scope: TenantScope, day: string): Promise<void> {
  const date = sql`${day}::date`;
  const counted = sql`(part <> 'job' or ${isCountable(date, 'jobs')})`;
  await tx.execute(sql`
    delete from analytics_parts where tenant_id = ${scope.tenantId} and part = any('{hour,type,topic,document,job}')
      and day = ${date} and ${counted}`);
  await tx.execute(sql`
    insert into analytics_parts (tenant_id, ${COLUMNS})
    select ${scope.tenantId}::uuid, ${COLUMNS} from (${partsOf(scope.tenantId, date, date)}) as parts
    where ${counted}`);
}

/** A table expression `parts`: those of a tenant or one of its developments, stored and counted on the spot. */
async function partsIn(
  tx: Tx,
  scope: TenantScope,
  { from, to, developmentId }: AnalyticsRange,
  wanted: readonly Part[],
): Promise<SQL> {
  const liveFrom = await readLiveFrom(tx, scope, from);
  const parts = sql`any(${sql.param([...wanted])}::text[])`;
  const development = developmentId ? sql`and development_id = ${developmentId}` : sql``;
  const live =
    liveFrom <= to
      ? sql`union all select ${COLUMNS} from (${partsOf(scope.tenantId, sql`${liveFrom}::date`, sql`${to}::date`)})
        as counted where part = ${parts} ${development}`
      : sql``;
  return sql`parts as (
    select ${COLUMNS} from analytics_parts where tenant_id = ${scope.tenantId} and part = ${parts}
      and day >= ${from}::date and day <= ${to}::date and day < ${liveFrom}::date ${development}
    ${live})`;
}

export type PartRow = { part: Part; name: string; count: number; done: number; failed: number; milliseconds: number };

/** The parts of some days added up, of each kind at most the 40 largest. */
export async function selectParts(
  tx: Tx,
  scope: TenantScope,
  range: AnalyticsRange,
  wanted: readonly Part[],
): Promise<PartRow[]> {
  const { rows } = await tx.execute<PartRow>(sql`
    with ${await partsIn(tx, scope, range, wanted)}, summed as (
      select part, name, sum(count)::int as count, sum(done)::int as done, sum(failed)::int as failed,
        sum(milliseconds)::float8 as milliseconds from parts group by part, name
    )
    select part, name, count, done, failed, milliseconds
    from (select *, row_number() over (partition by part order by count desc, name) as place from summed) as placed
    where place <= 40 order by part, count desc, name limit 200`);
  return rows;
}

export type PartDay = { day: string; count: number; done: number; failed: number; milliseconds: number };

/** One kind of parts by day, of at most 366 days; days without any are missing. */
export async function selectPartDays(
  tx: Tx,
  scope: TenantScope,
  range: AnalyticsRange,
  part: Part,
): Promise<PartDay[]> {
  const { rows } = await tx.execute<PartDay>(sql`
    with ${await partsIn(tx, scope, range, [part])}
    select day::text, sum(count)::int as count, sum(done)::int as done, sum(failed)::int as failed,
      sum(milliseconds)::float8 as milliseconds from parts group by day order by day limit 366`);
  return rows;
}

export type DevelopmentJobs = {
  id: string;
  name: string;
  count: number;
  done: number;
  failed: number;
  milliseconds: number;
};

/** Developments by name with the jobs about them that have ended. */
export async function selectJobsByDevelopment(
  tx: Tx,
  scope: TenantScope,
  range: AnalyticsRange,
  page: DevelopmentPage,
): Promise<DevelopmentJobs[]> {
  const { rows } = await tx.execute<DevelopmentJobs>(sql`
    with ${await partsIn(tx, scope, range, ['job'])}, summed as (
      select development_id, sum(count)::int as count, sum(done)::int as done, sum(failed)::int as failed,
        sum(milliseconds)::float8 as milliseconds from parts group by development_id
    )
    select d.id, d.name, coalesce(s.count, 0) as count, coalesce(s.done, 0) as done, coalesce(s.failed, 0) as failed,
      coalesce(s.milliseconds, 0) as milliseconds
    from ${pageOfDevelopments(scope, range.developmentId, page)} left join summed s on s.development_id = d.id
    order by d.name, d.id limit ${page.limit}`);
  return rows;
}

export type CitedDocument = {
  id: string;
  title: string;
  category: string;
  development: string;
  citations: number;
  lastDay: string | null;
};
export type CitedPage = {
  show: 'all' | 'cited' | 'never';
  after?: { citations: number; id: string } | undefined;
  limit: number;
};

/** Live documents with how many answers cited them, most first. */
export async function selectCitedDocuments(
  tx: Tx,
  scope: TenantScope,
  range: AnalyticsRange,
  { show, after, limit }: CitedPage,
): Promise<CitedDocument[]> {
  const chosen = { all: sql``, cited: sql`and s.name is not null`, never: sql`and s.name is null` }[show];
  const { rows } = await tx.execute<CitedDocument>(sql`
    with ${await partsIn(tx, scope, range, ['document'])}, summed as (
      select name, sum(count)::int as citations, max(day) as last_day from parts group by name
    )
    select l.id, l.title, l.category, v.name as development, l.citations, l.last_day::text as "lastDay"
    from (
      select d.id, d.title, d.category, d.development_id, coalesce(s.citations, 0) as citations, s.last_day
      from documents d left join summed s on s.name = d.id::text
      where d.tenant_id = ${scope.tenantId} and d.deleted_at is null and d.live_version_id is not null
        ${range.developmentId ? sql`and d.development_id = ${range.developmentId}` : sql``} ${chosen}
        ${after ? sql`and (coalesce(s.citations, 0), d.id) < (${after.citations}::int, ${after.id}::uuid)` : sql``}
      order by coalesce(s.citations, 0) desc, d.id desc limit ${limit}
    ) as l
    cross join lateral (select name from developments where tenant_id = ${scope.tenantId} and id = l.development_id
      limit 1) as v
    order by l.citations desc, l.id desc limit ${limit}`);
  return rows;
}

/** Live documents: all, and those that an answer of these days cited. */
export async function countCitedDocuments(
  tx: Tx,
  scope: TenantScope,
  range: AnalyticsRange,
): Promise<{ total: number; cited: number }> {
  const { rows } = await tx.execute<{ total: number; cited: number }>(sql`
    with ${await partsIn(tx, scope, range, ['document'])}, known as (select distinct name from parts)
    select count(*)::int as total, count(k.name)::int as cited
    from documents d left join known k on k.name = d.id::text
    where d.tenant_id = ${scope.tenantId} and d.deleted_at is null and d.live_version_id is not null
      ${range.developmentId ? sql`and d.development_id = ${range.developmentId}` : sql``}`);
  return rows[0] ?? { total: 0, cited: 0 };
}
