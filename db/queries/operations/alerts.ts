import { and, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { staffUsers } from '../../schema/identity.ts';
import { alertFirings, alertSilences, loadSamples, type AlertLevel, type LoadSpan } from '../../schema/operations.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

export type { AlertLevel } from '../../schema/operations.ts';

/* Alerts that fired, and the silences of rules (D9). Moments are the database's, so that instances agree. */

/** What a process sees of a rule: since when and when last, seconds ago. */
export type SeenAlert = {
  id: string;
  rule: string;
  state: AlertLevel;
  value: number | null;
  process: string;
  sinceSeconds: number;
  seenSeconds: number;
};

const ago = (seconds: number) => sql`now() - ${seconds} * interval '1 second'`;

/** Writes that alerts are seen: the one that stands of a rule is seen again and may be worse, else one begins. */
export async function saveSeenAlerts(tx: Tx, _scope: PlatformScope, seen: readonly SeenAlert[]): Promise<void> {
  if (seen.length === 0) return;
  await tx
    .insert(alertFirings)
    .values(
      seen.map(({ id, rule, state, value, process, sinceSeconds, seenSeconds }) => {
        return { id, rule, state, value, process, startedAt: ago(sinceSeconds), seenAt: ago(seenSeconds) };
      }),
    )
    .onConflictDoUpdate({
      target: alertFirings.rule,
      targetWhere: sql`ended_at is null`,
      set: {
        seenAt: sql`greatest(${alertFirings.seenAt}, excluded.seen_at)`,
        state: sql`case when excluded.state = 'critical' then 'critical' else ${alertFirings.state} end`,
      },
    });
}

/** Named in full: of one table's columns alone, drizzle leaves the table's name away. */
const silenced = sql<boolean>`exists (select from alert_silences s where s.rule = alert_firings.rule
  and s.ended_at is null and s.ends_at > now())`;

/** Ends what no process has seen for so many seconds. Returns those of whose end somebody is to hear. */
export async function endUnseenAlerts(tx: Tx, _scope: PlatformScope, seconds: number): Promise<string[]> {
  const ended = await tx
    .update(alertFirings)
    .set({ endedAt: sql`${alertFirings.seenAt}` })
    .where(and(isNull(alertFirings.endedAt), lt(alertFirings.seenAt, ago(seconds))))
    .returning({ id: alertFirings.id, told: alertFirings.told, silenced });
  return ended.flatMap(({ id, told, silenced: quiet }) => (told !== null && !quiet ? [id] : []));
}

/** Notes that those are told which stand, are not silenced, and were not told yet or not as so bad: their ids. */
export async function markAlertsTold(tx: Tx, _scope: PlatformScope): Promise<string[]> {
  const told = await tx
    .update(alertFirings)
    .set({ told: sql`${alertFirings.state}` })
    .where(
      and(
        isNull(alertFirings.endedAt),
        sql`(${alertFirings.told} is null or ${alertFirings.told} = 'warning' and ${alertFirings.state} = 'critical')`,
        sql`not ${silenced}`,
      ),
    )
    .returning({ id: alertFirings.id });
  return told.map(({ id }) => id);
}

export type FiringRow = typeof alertFirings.$inferSelect & { acknowledgedByName: string | null };

const firingColumns = {
  id: alertFirings.id,
  rule: alertFirings.rule,
  state: alertFirings.state,
  startedAt: alertFirings.startedAt,
  seenAt: alertFirings.seenAt,
  endedAt: alertFirings.endedAt,
  value: alertFirings.value,
  process: alertFirings.process,
  told: alertFirings.told,
  acknowledgedAt: alertFirings.acknowledgedAt,
  acknowledgedBy: alertFirings.acknowledgedBy,
  note: alertFirings.note,
  acknowledgedByName: sql<string | null>`(select u.full_name from staff_users u
    where u.id = alert_firings.acknowledged_by limit 1)`,
};

export type FiringFilter = {
  /** Only older ones than this id. */
  before?: string;
  limit: number;
  rule?: string;
  state?: 'standing' | 'ended' | 'unacknowledged';
};

/** Alerts that fired, newest first. */
export function selectFirings(tx: Tx, { before, limit, rule, state }: FiringFilter): Promise<FiringRow[]> {
  return tx
    .select(firingColumns)
    .from(alertFirings)
    .where(
      and(
        before ? lt(alertFirings.id, before) : undefined,
        rule ? eq(alertFirings.rule, rule) : undefined,
        // As they stand in the indexes of what is shown: a parameter would hide that it fits.
        state === 'standing' ? sql`ended_at is null` : undefined,
        state === 'ended' ? isNotNull(alertFirings.endedAt) : undefined,
        state === 'unacknowledged' ? sql`acknowledged_at is null` : undefined,
      ),
    )
    .orderBy(desc(alertFirings.id))
    .limit(limit);
}

/** What stands now: one of each rule at most. */
export function selectStandingFirings(tx: Tx): Promise<FiringRow[]> {
  return tx
    .select(firingColumns)
    .from(alertFirings)
    .where(sql`ended_at is null`)
    .orderBy(alertFirings.rule)
    .limit(100);
}

export async function findFiring(tx: Tx, id: string): Promise<FiringRow | undefined> {
  const [row] = await tx.select(firingColumns).from(alertFirings).where(eq(alertFirings.id, id)).limit(1);
  return row;
}

/** Writes who has seen to an alert; false when somebody did already, or it is not there. */
export async function acknowledgeFiring(
  tx: Tx,
  _scope: PlatformScope,
  id: string,
  { by, note }: { by: string; note: string },
): Promise<boolean> {
  const { rowCount } = await tx
    .update(alertFirings)
    .set({ acknowledgedAt: sql`now()`, acknowledgedBy: by, note })
    .where(and(eq(alertFirings.id, id), isNull(alertFirings.acknowledgedAt)));
  return rowCount === 1;
}

const live = () => and(isNull(alertSilences.endedAt), gt(alertSilences.endsAt, sql`now()`));

export type SilenceRow = typeof alertSilences.$inferSelect & { setByName: string };

const silenceColumns = {
  id: alertSilences.id,
  rule: alertSilences.rule,
  reason: alertSilences.reason,
  setBy: alertSilences.setBy,
  createdAt: alertSilences.createdAt,
  endsAt: alertSilences.endsAt,
  endedAt: alertSilences.endedAt,
  endedBy: alertSilences.endedBy,
  setByName: staffUsers.fullName,
};

/** Silences, newest first; `live`: only those that hold. */
export function selectSilences(
  tx: Tx,
  filter: { before?: string; limit: number; rule?: string; live?: boolean },
): Promise<SilenceRow[]> {
  return tx
    .select(silenceColumns)
    .from(alertSilences)
    .innerJoin(staffUsers, eq(staffUsers.id, alertSilences.setBy))
    .where(
      and(
        filter.before ? lt(alertSilences.id, filter.before) : undefined,
        filter.rule ? eq(alertSilences.rule, filter.rule) : undefined,
        filter.live ? live() : undefined,
      ),
    )
    .orderBy(desc(alertSilences.id))
    .limit(filter.limit);
}

export async function findSilence(tx: Tx, id: string): Promise<SilenceRow | undefined> {
  const [row] = await tx
    .select(silenceColumns)
    .from(alertSilences)
    .innerJoin(staffUsers, eq(staffUsers.id, alertSilences.setBy))
    .where(eq(alertSilences.id, id))
    .limit(1);
  return row;
}

type NewSilence = Pick<typeof alertSilences.$inferInsert, 'id' | 'rule' | 'reason' | 'setBy'> & { minutes: number };

/** Silences a rule in place of what silenced it before. Returns until when. */
export async function insertSilence(
  tx: Tx,
  _scope: PlatformScope,
  { minutes, ...row }: NewSilence,
): Promise<Date | undefined> {
  await tx
    .update(alertSilences)
    .set({ endedAt: sql`now()`, endedBy: row.setBy })
    .where(and(live(), eq(alertSilences.rule, row.rule)));
  const [made] = await tx
    .insert(alertSilences)
    .values({ ...row, endsAt: sql`now() + ${minutes} * interval '1 minute'` })
    .returning({ endsAt: alertSilences.endsAt });
  return made?.endsAt;
}

/** Ends a silence that holds; undefined when none of this id does. */
export async function endSilence(tx: Tx, _scope: PlatformScope, id: string, endedBy: string) {
  const [ended] = await tx
    .update(alertSilences)
    .set({ endedAt: sql`now()`, endedBy })
    .where(and(eq(alertSilences.id, id), live()))
    .returning({ rule: alertSilences.rule });
  return ended;
}

/** The counts of one group of routes by minute or hour, all processes together, as LoadRoutes has them. */
export async function sumRoutesByMoment(
  tx: Tx,
  { span, from, routes }: { span: LoadSpan; from: Date; routes: readonly string[] },
): Promise<{ at: Date; counts: number[] }[]> {
  const { rows } = await tx.execute<{ at: string | Date; counts: (string | number)[] }>(sql`
    select at, json_agg(total order by place) as counts from (
      select s.at, c.place, sum(c.value::bigint) as total
      from ${loadSamples} s, unnest(${sql.param([...routes])}::text[]) r (name),
        jsonb_array_elements_text(s.routes -> r.name) with ordinality c (value, place)
      where s.span = ${span} and s.at >= ${from.toISOString()}::timestamptz
      group by s.at, c.place) as summed
    group by at order by at limit 200`);
  return rows.map(({ at, counts }) => ({ at: new Date(at), counts: counts.map(Number) }));
}
