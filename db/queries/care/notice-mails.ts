import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { markMailOf } from '../../fragments/mail-outcome.ts';
import { ofOpenBuilder } from '../../fragments/open-builder.ts';
import { noticeMails, notices, ownerSettings } from '../../schema/care.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';

/*
 * The mails that tell of a notice: one to each owner whom it is meant for, who has an address and wants them.
 */

/**
 * Notices that are to be mailed and have begun, at most `limit`; claimed, so that no other process mails them too.
 * Those of a retired builder wait.
 */
export async function claimNoticesToMail(tx: Tx, _scope: PlatformScope, limit: number) {
  const { rows } = await tx.execute<{ tenantId: string; id: string; developmentId: string }>(sql`
    update notices n set mailed_at = now() from (select tenant_id, id from notices where mail and mailed_at is null and
      withdrawn_at is null and starts_at <= now() and ${ofOpenBuilder(sql`notices.tenant_id`)}
      order by starts_at limit ${limit} for update skip locked) due
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
  const mail = tx
    .select()
    .from(noticeMails)
    .where(and(eq(noticeMails.tenantId, scope.tenantId), eq(noticeMails.id, id)))
    .limit(1)
    .as('notice_mails');
  const notice = tx
    .select()
    .from(notices)
    .where(and(eq(notices.tenantId, noticeMails.tenantId), eq(notices.id, noticeMails.noticeId), isShown))
    .limit(1)
    .as('notices');
  const owner = tx
    .select({ houseId: homeowners.houseId, fullName: homeowners.fullName, email: homeowners.email })
    .from(homeowners)
    .where(
      and(
        eq(homeowners.tenantId, noticeMails.tenantId),
        eq(homeowners.id, noticeMails.homeownerId),
        isNull(homeowners.endedAt),
        isNotNull(homeowners.claimedAt),
      ),
    )
    .limit(1)
    .as('homeowners');
  const [row] = await tx
    .select({
      title: notices.title,
      body: notices.body,
      createdAt: noticeMails.createdAt,
      fullName: owner.fullName,
      email: owner.email,
      wanted: sql<boolean>`coalesce((select s.notice_mails from owner_settings s where s.tenant_id =
        ${noticeMails.tenantId} and s.homeowner_id = ${noticeMails.homeownerId} limit 1), true)`,
      label: sql<string>`(select h.label from houses h where h.tenant_id = ${noticeMails.tenantId} and h.id =
        ${owner.houseId} limit 1)`,
      tenantName: sql<string>`(select t.name from tenants t where t.id = ${scope.tenantId} limit 1)`,
      supportEmail: sql<string>`(select t.support_email from tenants t where t.id = ${scope.tenantId} limit 1)`,
    })
    .from(mail)
    .innerJoinLateral(notice, sql`true`)
    .innerJoinLateral(owner, sql`true`)
    .limit(1);
  return row?.wanted ? row : undefined;
}

/** Notes what became of a mail; the first time of each counts. */
export const markNoticeMail = markMailOf(noticeMails);
