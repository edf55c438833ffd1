import { sql, type SQL } from 'drizzle-orm';
import type { TenantScope, Tx } from '../../scope.ts';
import { readLiveFrom, type AnalyticsRange } from './analytics.ts';
import { figuresOf } from '../../fragments/day-figures.ts';
import { pageOfDevelopments, type DevelopmentPage } from '../../fragments/page-of-developments.ts';

/* Figures of a tenant's developments beside each other, a page of them by name (G4, B1). */

export type DevelopmentFigures = {
  id: string;
  name: string;
  questions: number;
  answered: number;
  doubtful: number;
  refused: number;
  passedOn: number;
  housesClaimed: number;
};

/** No rows of these columns, of no table: under row-level security `where false` is planned as a look over all. */
const NOTHING_LIVE = sql`select null::uuid as development_id, 0 as questions, 0 as answered, 0 as doubtful,
  0 as refused, 0 as passed_on, 0 as houses_claimed where false`;

/** Developments by name, each with its figures of these days. */
export async function selectFiguresByDevelopment(
  tx: Tx,
  scope: TenantScope,
  range: AnalyticsRange,
  page: DevelopmentPage,
): Promise<DevelopmentFigures[]> {
  const { from, to, developmentId } = range;
  const liveFrom = await readLiveFrom(tx, scope, from);
  const names = sql.raw('questions, answered, doubtful, refused, passed_on, houses_claimed');
  const live =
    liveFrom <= to
      ? sql`select development_id, ${names}
          from (${figuresOf(scope.tenantId, sql`${liveFrom}::date`, sql`${to}::date`)}) as counted`
      : NOTHING_LIVE;
  const { rows } = await tx.execute<DevelopmentFigures>(sql`
    with live as materialized (${live})
    select d.id, d.name, f.*
    from ${pageOfDevelopments(scope, developmentId, page)}
    cross join lateral (
      select coalesce(sum(questions), 0)::int as questions, coalesce(sum(answered), 0)::int as answered,
        coalesce(sum(doubtful), 0)::int as doubtful, coalesce(sum(refused), 0)::int as refused,
        coalesce(sum(passed_on), 0)::int as "passedOn", coalesce(sum(houses_claimed), 0)::int as "housesClaimed"
      from (select ${names} from analytics_days where tenant_id = ${scope.tenantId} and development_id = d.id
          and day >= ${from}::date and day <= ${to}::date and day < ${liveFrom}::date
        union all select ${names} from live where development_id = d.id) as days
    ) as f
    order by d.name, d.id limit ${page.limit}`);
  return rows;
}

export type DevelopmentHouses = {
  id: string;
  name: string;
  houses: number;
  claimed: number;
  /** Up to the last of the days, and on them. */
  handedOver: number;
  handedOverNow: number;
  papersComplete: number;
  papersConfirmed: number;
  /** The last day on which one of its owners opened the app. */
  lastSeenOn: string | null;
};

const counted = (from: SQL, to: SQL) => sql`
  count(*)::int as houses, count(o.claimed_at)::int as claimed,
  (count(*) filter (where h.handed_over_on <= ${to}))::int as "handedOver",
  (count(*) filter (where h.handed_over_on between ${from} and ${to}))::int as "handedOverNow",
  (count(*) filter (where h.papers_complete))::int as "papersComplete",
  coalesce(sum(h.papers_confirmed), 0)::int as "papersConfirmed", max(o.last_seen_on)::text as "lastSeenOn"`;
const itsOwner = sql`left join lateral (select claimed_at, last_seen_on from homeowners where tenant_id = h.tenant_id
  and house_id = h.id and ended_at is null limit 1) as o on true`;

/** Developments by name, each with how its houses stand now. */
export async function selectHousesByDevelopment(
  tx: Tx,
  scope: TenantScope,
  { from, to, developmentId }: AnalyticsRange,
  page: DevelopmentPage,
): Promise<DevelopmentHouses[]> {
  const { rows } = await tx.execute<DevelopmentHouses>(sql`
    select d.id, d.name, s.* from ${pageOfDevelopments(scope, developmentId, page)}
    cross join lateral (select ${counted(sql`${from}::date`, sql`${to}::date`)} from houses h ${itsOwner}
      where h.tenant_id = ${scope.tenantId} and h.development_id = d.id) as s
    order by d.name, d.id limit ${page.limit}`);
  return rows;
}

export type HandoverCounts = { houses: number; handedOver: number; papersComplete: number; papersConfirmed: number };

/** How the houses of a tenant or a development stand with their hand-over now: a look over its list of houses. */
export async function countHandovers(
  tx: Tx,
  scope: TenantScope,
  developmentId: string | undefined,
): Promise<HandoverCounts> {
  const { rows } = await tx.execute<HandoverCounts>(sql`
    select count(*)::int as houses, count(handed_over_on)::int as "handedOver",
      (count(*) filter (where papers_complete))::int as "papersComplete",
      coalesce(sum(papers_confirmed), 0)::int as "papersConfirmed"
    from houses where tenant_id = ${scope.tenantId}
      ${developmentId ? sql`and development_id = ${developmentId}` : sql``}`);
  return rows[0] ?? { houses: 0, handedOver: 0, papersComplete: 0, papersConfirmed: 0 };
}

/** Houses handed over by day; days without any are missing. */
export async function selectHandoversByDay(
  tx: Tx,
  scope: TenantScope,
  { from, to, developmentId }: AnalyticsRange,
): Promise<{ day: string; houses: number }[]> {
  const { rows } = await tx.execute<{ day: string; houses: number }>(sql`
    select handed_over_on::text as day, count(*)::int as houses from houses
    where tenant_id = ${scope.tenantId} and handed_over_on between ${from}::date and ${to}::date
      ${developmentId ? sql`and development_id = ${developmentId}` : sql``}
    group by handed_over_on order by handed_over_on limit 366`);
  return rows;
}
