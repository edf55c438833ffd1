import { and, asc, desc, eq, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { noticeReads, notices } from '../../schema/care.ts';
import { houses } from '../../schema/homes.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * Notices as a builder's staff write them (G7).
 */

export type NoticePage = { limit: number; before?: string; developmentId?: string; state?: NoticeState };
/** `scheduled`: not begun yet; `shown`: owners see it; `ended`: over or withdrawn. */
export type NoticeState = 'scheduled' | 'shown' | 'ended';

/** What staff write. `startsAt` null: now. */
export type NoticeText = {
  title: string;
  body: string;
  audience: 'development' | 'types' | 'houses';
  houseTypes: string[];
  houseIds: string[];
  startsAt: Date | null;
  endsAt: Date | null;
  mail: boolean;
};

const own = (scope: TenantScope) => eq(notices.tenantId, scope.tenantId);

const IN_STATE: Record<NoticeState, SQL> = {
  scheduled: sql`${notices.withdrawnAt} is null and ${notices.startsAt} > now()`,
  shown: sql`${notices.withdrawnAt} is null and ${notices.startsAt} <= now() and coalesce(${notices.endsAt} > now(),
    true)`,
  ended: sql`(${notices.withdrawnAt} is not null or ${notices.endsAt} <= now())`,
};

const columns = {
  id: notices.id,
  title: notices.title,
  audience: notices.audience,
  houseTypes: notices.houseTypes,
  houses: sql<number>`cardinality(${notices.houseIds})`,
  developmentId: notices.developmentId,
  startsAt: notices.startsAt,
  endsAt: notices.endsAt,
  withdrawnAt: notices.withdrawnAt,
  mail: notices.mail,
  state: sql<NoticeState>`case when ${IN_STATE.ended} then 'ended' when ${notices.startsAt} > now() then 'scheduled'
    else 'shown' end`,
};

/** A tenant's notices, newest first, at most `limit`, older than the id `before` (B1), each with how many read it. */
export function listNotices(tx: Tx, scope: TenantScope, page: NoticePage) {
  const chosen = tx
    .select()
    .from(notices)
    .where(
      and(
        own(scope),
        page.developmentId === undefined ? undefined : eq(notices.developmentId, page.developmentId),
        page.state === undefined ? undefined : IN_STATE[page.state],
        page.before === undefined ? undefined : lt(notices.id, page.before),
      ),
    )
    .orderBy(desc(notices.id))
    .limit(page.limit)
    .as('notices');
  const development = tx
    .select({ name: developments.name })
    .from(developments)
    .where(and(eq(developments.tenantId, notices.tenantId), eq(developments.id, notices.developmentId)))
    .limit(1)
    .as('developments');
  return tx
    .select({
      ...columns,
      developmentName: development.name,
      reads: sql<number>`(select count(*)::int from (select from ${noticeReads} where ${noticeReads.tenantId} =
        ${notices.tenantId} and ${noticeReads.noticeId} = ${notices.id} limit 10000) as read)`,
    })
    .from(chosen)
    .innerJoinLateral(development, sql`true`)
    .orderBy(desc(notices.id))
    .limit(page.limit);
}

export async function findNotice(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      ...columns,
      body: notices.body,
      houseIds: notices.houseIds,
      version: notices.version,
      createdAt: notices.createdAt,
      updatedAt: notices.updatedAt,
      mailedAt: notices.mailedAt,
      developmentName: developments.name,
    })
    .from(notices)
    .innerJoin(
      developments,
      and(eq(developments.tenantId, notices.tenantId), eq(developments.id, notices.developmentId)),
    )
    .where(and(own(scope), eq(notices.id, id)))
    .limit(1);
  return row;
}

/** How many owners a notice is meant for, have read it, were mailed, and could not be; each counted to ten thousand. */
export async function countNoticeReceipts(tx: Tx, scope: TenantScope, id: string) {
  const counted = (from: SQL) => sql<number>`(select count(*)::int from (select ${from} limit 10000) as counted)`;
  // Written out, since the columns of a single table are named without it.
  const mails = sql`from notice_mails m where m.tenant_id = notices.tenant_id and m.notice_id = notices.id and`;
  const [row] = await tx
    .select({
      owners: counted(sql`from houses h where h.tenant_id = notices.tenant_id and h.development_id =
        notices.development_id and case notices.audience when 'development' then true when 'types' then h.house_type =
        any(notices.house_types) else h.id = any(notices.house_ids) end and (select o.claimed_at from homeowners o where
        o.tenant_id = h.tenant_id and o.house_id = h.id and o.ended_at is null limit 1) is not null`),
      reads: counted(sql`from notice_reads r where r.tenant_id = notices.tenant_id and r.notice_id = notices.id`),
      mailed: counted(sql`${mails} m.mailed_at is not null`),
      unmailed: counted(sql`${mails} m.mail_failed_at is not null and m.mailed_at is null`),
    })
    .from(notices)
    .where(and(own(scope), eq(notices.id, id)))
    .limit(1);
  return row ?? { owners: 0, reads: 0, mailed: 0, unmailed: 0 };
}

/** Stores a new notice; `mailed`: its mails are asked for in this transaction. */
export async function insertNotice(
  tx: Tx,
  scope: TenantScope,
  notice: NoticeText & { id: string; developmentId: string; mailed: boolean },
): Promise<void> {
  const { startsAt, mailed, ...rest } = notice;
  await tx.insert(notices).values({
    tenantId: scope.tenantId,
    ...rest,
    startsAt: startsAt ?? NOW,
    mailedAt: mailed ? NOW : null,
  });
}

/** Not rounded up: what begins now has begun. */
const NOW = sql`date_trunc('milliseconds', now())`;

/** Changes a notice that is still at `version` and was not withdrawn; false when it is not so. */
export async function updateNotice(
  tx: Tx,
  scope: TenantScope,
  at: { id: string; version: number },
  { startsAt, ...change }: NoticeText,
): Promise<boolean> {
  return wasChanged(tx, scope, at, { ...change, ...(startsAt ? { startsAt } : {}) });
}

/** Takes a notice back from its owners, as `updateNotice`. */
export async function withdrawNotice(
  tx: Tx,
  scope: TenantScope,
  at: { id: string; version: number },
): Promise<boolean> {
  return wasChanged(tx, scope, at, { withdrawnAt: NOW });
}

async function wasChanged(
  tx: Tx,
  scope: TenantScope,
  { id, version }: { id: string; version: number },
  change: Partial<Omit<NoticeText, 'startsAt'>> & { startsAt?: Date; withdrawnAt?: SQL },
): Promise<boolean> {
  const rows = await tx
    .update(notices)
    .set({ ...change, version: version + 1, updatedAt: NOW })
    .where(and(own(scope), eq(notices.id, id), eq(notices.version, version), isNull(notices.withdrawnAt)))
    .returning({ id: notices.id });
  return rows.length > 0;
}

/** Houses of a development to choose from, by street and number. */
export function listHouseChoices(tx: Tx, scope: TenantScope, developmentId: string, limit: number) {
  return tx
    .select({ id: houses.id, label: houses.label, houseType: houses.houseType })
    .from(houses)
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.developmentId, developmentId)))
    .orderBy(asc(houses.labelOrder), asc(houses.id))
    .limit(limit);
}

/** Of `ids`, at most 500, those that are houses of the development. */
export async function selectHousesAmong(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx
    .select({ id: houses.id })
    .from(houses)
    .where(
      and(
        eq(houses.tenantId, scope.tenantId),
        eq(houses.developmentId, developmentId),
        sql`${houses.id} = any(${sql.param(ids)}::uuid[])`,
      ),
    )
    .limit(500);
  return rows.map(({ id }) => id);
}
