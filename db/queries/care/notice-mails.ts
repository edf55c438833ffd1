import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { noticeMails, notices, ownerSettings } from '../../schema/care.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { tenants } from '../../schema/tenancy.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';

/*
 * The mails that tell of a notice: one to each owner whom it is meant for, who has an address and wants them.
 */

/** Notices that are to be mailed and have begun, at most `limit`; claims them, so that no other process mails them too. */
export async function claimNoticesToMail(tx: Tx, _scope: PlatformScope, limit: number) {
  const { rows } = await tx.execute<{ tenantId: string; id: string; developmentId: string }>(sql`
    update notices n set mailed_at = now() from (select tenant_id, id from notices where mail and mailed_at is null and
      withdrawn_at is null and starts_at <= now() order by starts_at limit ${limit} for update skip locked) due
    where n.tenant_id = due.tenant_id and n.id = due.id
    returning n.tenant_id as "tenantId", n.id, n.development_id as "developmentId"`);
  return rows;
}

/** Who wants to be mailed about a notice. */
const wants = sql`coalesce((select ${ownerSettings.noticeMails} from ${ownerSettings} where ${ownerSettings.tenantId} =
  ${homeowners.tenantId} and ${ownerSettings.homeownerId} = ${homeowners.id} limit 1), true)`;

/** Is it shown to owners now? */
const isShown = sql`${notices.withdrawnAt} is null and ${notices.startsAt} <= now() and coalesce(${notices.endsAt} >
  now(), true)`;

/** Adds the mails of a notice that are not there yet, at most `limit`; returns their ids, none once all are there. */
export async function addNoticeMails(
  tx: Tx,
  scope: TenantScope,
  noticeId: string,
  mails: { ids: readonly string[] },
): Promise<string[]> {
  const limit = mails.ids.length;
  const missing = await tx
    .select({ homeownerId: homeowners.id })
    .from(notices)
    .innerJoin(
      houses,
      sql`${houses.tenantId} = ${notices.tenantId} and ${houses.developmentId} = ${notices.developmentId} and case
        ${notices.audience} when 'development' then true when 'types' then ${houses.houseType} =
        any(${notices.houseTypes}) else ${houses.id} = any(${notices.houseIds}) end`,
    )
    .innerJoin(
      homeowners,
      and(
        eq(homeowners.tenantId, houses.tenantId),
        eq(homeowners.houseId, houses.id),
        isNull(homeowners.endedAt),
        isNotNull(homeowners.claimedAt),
        isNotNull(homeowners.email),
      ),
    )
    .where(
      and(
        eq(notices.tenantId, scope.tenantId),
        eq(notices.id, noticeId),
        isShown,
        wants,
        sql`not exists (select from ${noticeMails} where ${noticeMails.tenantId} = ${notices.tenantId} and
          ${noticeMails.noticeId} = ${notices.id} and ${noticeMails.homeownerId} = ${homeowners.id})`,
      ),
    )
    .orderBy(homeowners.id)
    .limit(limit);
  if (missing.length === 0) return [];
  const added = await tx
    .insert(noticeMails)
    .values(
      missing.map(({ homeownerId }, index) => ({
        tenantId: scope.tenantId,
        id: mails.ids[index],
        noticeId,
        homeownerId,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: noticeMails.id });
  return added.map(({ id }) => id);
}

/** What the mail says and to whom it goes; undefined once nobody is to get it any more. */
export async function findNoticeToMail(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      title: notices.title,
      body: notices.body,
      startsAt: notices.startsAt,
      createdAt: noticeMails.createdAt,
      fullName: homeowners.fullName,
      email: homeowners.email,
      label: houses.label,
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
    })
    .from(noticeMails)
    .innerJoin(notices, and(eq(notices.tenantId, noticeMails.tenantId), eq(notices.id, noticeMails.noticeId), isShown))
    .innerJoin(
      homeowners,
      and(
        eq(homeowners.tenantId, noticeMails.tenantId),
        eq(homeowners.id, noticeMails.homeownerId),
        isNull(homeowners.endedAt),
        isNotNull(homeowners.claimedAt),
        wants,
      ),
    )
    .innerJoin(houses, and(eq(houses.tenantId, homeowners.tenantId), eq(houses.id, homeowners.houseId)))
    .innerJoin(tenants, eq(tenants.id, noticeMails.tenantId))
    .where(and(eq(noticeMails.tenantId, scope.tenantId), eq(noticeMails.id, id)))
    .limit(1);
  return row;
}

/** Notes what became of a mail; the first time of each counts. */
export async function markNoticeMail(
  tx: Tx,
  scope: TenantScope,
  id: string,
  outcome: 'sent' | 'failed',
): Promise<void> {
  const change =
    outcome === 'sent'
      ? { mailedAt: sql`coalesce(${noticeMails.mailedAt}, now())` }
      : { mailFailedAt: sql`coalesce(${noticeMails.mailFailedAt}, now())` };
  await tx
    .update(noticeMails)
    .set(change)
    .where(and(eq(noticeMails.tenantId, scope.tenantId), eq(noticeMails.id, id)));
}
