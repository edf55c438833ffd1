import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { ownMessages } from '../../fragments/own-chats.ts';
import { markMailOf } from '../../fragments/mail-outcome.ts';
import { changedPassages, changeTellings } from '../../schema/changes.ts';
import { messages } from '../../schema/assistant.ts';
import { documents } from '../../schema/documents.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { tenants } from '../../schema/tenancy.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

/*
 * Owners are told of what has changed since they were answered (G12): each of a change once.
 */

/**
 * Writes down the next owners whom a change that staff have decided to tell is told to, each once whatever runs twice,
 * at most as many as there are `ids`: who lives in the house and has asked as its owner. Returns them, with whether
 * they have an address; none once all were told.
 */
export async function addTellings(
  tx: Tx,
  scope: TenantScope,
  changeId: string,
  ids: readonly string[],
): Promise<{ id: string; hasMail: boolean }[]> {
  const { rows } = await tx.execute<{ homeownerId: string; houseId: string; messageId: string; hasMail: boolean }>(sql`
    select a.homeowner_id as "homeownerId", a.house_id as "houseId", max(a.message_id::text)::uuid as "messageId",
      bool_or(o.email is not null) as "hasMail"
    from changed_passages p
    join changed_answers a on a.tenant_id = p.tenant_id and a.change_id = p.id
    join homeowners o on o.tenant_id = a.tenant_id and o.id = a.homeowner_id and o.ended_at is null
      and o.claimed_at is not null
    join messages m on m.tenant_id = a.tenant_id and m.id = a.message_id
    join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id and c.session_id is null
    where p.tenant_id = ${scope.tenantId} and p.id = ${changeId} and p.state = 'told'
      and not exists (select from change_tellings t where t.tenant_id = p.tenant_id and t.change_id = p.id
        and t.homeowner_id = a.homeowner_id)
    group by a.homeowner_id, a.house_id order by a.homeowner_id limit ${ids.length}`);
  if (rows.length === 0) return [];
  const added = await tx
    .insert(changeTellings)
    .values(
      rows.map(({ homeownerId, houseId, messageId }, index) => ({
        tenantId: scope.tenantId,
        id: ids[index],
        changeId,
        homeownerId,
        houseId,
        messageId,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: changeTellings.id, homeownerId: changeTellings.homeownerId });
  return added.map(({ id, homeownerId }) => ({
    id,
    hasMail: rows.find((row) => row.homeownerId === homeownerId)?.hasMail ?? false,
  }));
}

/** What the mail says and to whom it goes; undefined once its owner has moved out. */
export async function findTellingToMail(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      wording: changedPassages.wording,
      createdAt: changeTellings.createdAt,
      conversationId: messages.conversationId,
      label: houses.label,
      ownerEmail: homeowners.email,
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
    })
    .from(changeTellings)
    .innerJoin(
      changedPassages,
      and(eq(changedPassages.tenantId, changeTellings.tenantId), eq(changedPassages.id, changeTellings.changeId)),
    )
    .innerJoin(messages, and(eq(messages.tenantId, changeTellings.tenantId), eq(messages.id, changeTellings.messageId)))
    .innerJoin(
      homeowners,
      and(
        eq(homeowners.tenantId, changeTellings.tenantId),
        eq(homeowners.id, changeTellings.homeownerId),
        isNull(homeowners.endedAt),
      ),
    )
    .innerJoin(houses, and(eq(houses.tenantId, changeTellings.tenantId), eq(houses.id, changeTellings.houseId)))
    .innerJoin(tenants, eq(tenants.id, changeTellings.tenantId))
    .where(and(eq(changeTellings.tenantId, scope.tenantId), eq(changeTellings.id, id)))
    .limit(1);
  return row;
}

/** Notes what became of a mail; the first time of each counts. */
export const markTellingMail = markMailOf(changeTellings);

const ofOwner = (scope: HouseScope) =>
  and(
    eq(changeTellings.tenantId, scope.tenantId),
    eq(changeTellings.houseId, scope.houseId),
    eq(changeTellings.homeownerId, scope.homeownerId),
  );

/** What an owner was told of, the latest first, at most `limit`. */
export function listOwnerTellings(tx: Tx, scope: HouseScope, limit: number) {
  return tx
    .select({
      id: changeTellings.id,
      text: sql<string>`coalesce(${changedPassages.wording}, '')`,
      createdAt: changeTellings.createdAt,
      seenAt: changeTellings.seenAt,
      conversationId: messages.conversationId,
      // Null for a document that the house reads no more.
      documentId: documents.id,
      page: sql<number | null>`coalesce(${changedPassages.nowPage}, ${changedPassages.wasPage})`,
      title: documents.title,
    })
    .from(changeTellings)
    .innerJoin(
      changedPassages,
      and(eq(changedPassages.tenantId, changeTellings.tenantId), eq(changedPassages.id, changeTellings.changeId)),
    )
    .innerJoin(messages, and(ownMessages(scope), eq(messages.id, changeTellings.messageId)))
    .leftJoin(
      documents,
      and(eq(documents.tenantId, changedPassages.tenantId), eq(documents.id, changedPassages.documentId)),
    )
    .where(ofOwner(scope))
    .orderBy(desc(changeTellings.id))
    .limit(limit);
}

/** How many tellings an owner has not seen, counted to `most`. */
export async function countUnseenTellings(tx: Tx, scope: HouseScope, most: number): Promise<number> {
  const unseen = tx
    .select({ id: changeTellings.id })
    .from(changeTellings)
    .where(and(ofOwner(scope), isNull(changeTellings.seenAt)))
    .limit(most)
    .as('unseen');
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(unseen);
  return row?.count ?? 0;
}

/** Notes that the owner has seen these, once. */
export async function markTellingsSeen(tx: Tx, scope: HouseScope, ids: readonly string[]): Promise<void> {
  await tx
    .update(changeTellings)
    .set({ seenAt: sql`now()` })
    .where(and(ofOwner(scope), inArray(changeTellings.id, [...ids]), isNull(changeTellings.seenAt)));
}
