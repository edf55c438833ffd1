import { and, desc, eq, sql } from 'drizzle-orm';
import { noticeReads, notices, ownerSettings } from '../../schema/care.ts';
import type { HouseScope, Tx } from '../../scope.ts';

/*
 * Notices as an owner sees them (F7): while they hold, and where they are meant for the house.
 */

/** Of a house: what row-level security allows too, so that either alone is enough. */
const shownTo = (scope: HouseScope) =>
  and(
    eq(notices.tenantId, scope.tenantId),
    eq(notices.developmentId, scope.developmentId),
    sql`${notices.withdrawnAt} is null and ${notices.startsAt} <= now() and coalesce(${notices.endsAt} > now(), true)
      and case ${notices.audience} when 'development' then true when 'types' then ${scope.houseType}::text =
      any(${notices.houseTypes}) else ${scope.houseId}::uuid = any(${notices.houseIds}) end`,
  );

/** When this owner first saw a notice. */
const readAt = (scope: HouseScope) =>
  sql<string | null>`(select r.read_at from notice_reads r where r.tenant_id = ${scope.tenantId} and r.notice_id =
    notices.id and r.homeowner_id = ${scope.homeownerId} limit 1)`;

/** The latest first, at most `limit`, from behind `after` (B1). */
export function listOwnerNotices(
  tx: Tx,
  scope: HouseScope,
  page: { limit: number; after?: { startsAt: Date; id: string } },
) {
  const { after } = page;
  return tx
    .select({
      id: notices.id,
      title: notices.title,
      body: notices.body,
      startsAt: notices.startsAt,
      endsAt: notices.endsAt,
      updatedAt: notices.updatedAt,
      version: notices.version,
      readAt: readAt(scope),
    })
    .from(notices)
    .where(
      and(
        shownTo(scope),
        after &&
          sql`(${notices.startsAt}, ${notices.id}) < (${after.startsAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(notices.startsAt), desc(notices.id))
    .limit(page.limit);
}

/** How many this owner has not read, counted to `most`. */
export async function countUnreadNotices(tx: Tx, scope: HouseScope, most: number): Promise<number> {
  const unread = tx
    .select({ id: notices.id })
    .from(notices)
    .where(and(shownTo(scope), sql`${readAt(scope)} is null`))
    .orderBy(desc(notices.startsAt), desc(notices.id))
    .limit(most)
    .as('unread');
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(unread);
  return row?.count ?? 0;
}

/** Notes of those of `ids`, at most 100, that are shown to the house, that their owner has seen them; once. */
export async function insertNoticeReads(tx: Tx, scope: HouseScope, ids: readonly string[]): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  const seen = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(and(shownTo(scope), sql`${notices.id} = any(${sql.param(ids)}::uuid[])`))
    .limit(100);
  if (seen.length === 0) return;
  await tx
    .insert(noticeReads)
    .values(seen.map(({ id }) => ({ tenantId, noticeId: id, homeownerId, houseId })))
    .onConflictDoNothing();
}

/** Does this owner get notices by mail? Yes, until they say no. */
export async function readNoticeMails(tx: Tx, scope: HouseScope): Promise<boolean> {
  const [row] = await tx
    .select({ noticeMails: ownerSettings.noticeMails })
    .from(ownerSettings)
    .where(and(eq(ownerSettings.tenantId, scope.tenantId), eq(ownerSettings.homeownerId, scope.homeownerId)))
    .limit(1);
  return row?.noticeMails ?? true;
}

export async function storeNoticeMails(tx: Tx, scope: HouseScope, wanted: boolean): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  await tx
    .insert(ownerSettings)
    .values({ tenantId, houseId, homeownerId, noticeMails: wanted })
    .onConflictDoUpdate({
      target: [ownerSettings.tenantId, ownerSettings.homeownerId],
      set: { noticeMails: wanted, updatedAt: sql`now()` },
    });
}
