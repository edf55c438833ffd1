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
 * Writes down the next owners whom a change that staff have decided to tell is told to, behind the homeowner `after`,
 * each once whatever runs twice, at most as many as there are `ids`: who lives in the house and has asked as its owner.
 * Returns those that are new, with whether they have an address, and behind whom to go on; null once all were told.
 */
export async function addTellings(
  tx: Tx,
  scope: TenantScope,
  changeId: string,
  { ids, after }: { ids: readonly string[]; after: string | null },
): Promise<{ added: { id: string; hasMail: boolean }[]; next: string | null }> {
  const { rows } = await tx.execute<{
    homeownerId: string;
    houseId: string;
    messageId: string | null;
    isThere: boolean;
    hasMail: boolean;
  }>(sql`
    select a.homeowner_id as "homeownerId", a.house_id as "houseId", a.latest as "messageId",
      o.ended_at is null and o.claimed_at is not null as "isThere", o.email is not null as "hasMail"
    from (select homeowner_id, house_id, max(message_id::text) filter (where (select c.session_id is null
        from messages m join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
        where m.tenant_id = changed_answers.tenant_id and m.id = changed_answers.message_id limit 1))::uuid as latest
      from changed_answers where tenant_id = ${scope.tenantId} and change_id = ${changeId}
        and homeowner_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
      group by homeowner_id, house_id order by homeowner_id limit ${ids.length}) a
    join changed_passages p on p.tenant_id = ${scope.tenantId} and p.id = ${changeId} and p.state = 'told'
    join homeowners o on o.tenant_id = ${scope.tenantId} and o.id = a.homeowner_id
    order by a.homeowner_id limit ${ids.length}`);
  const next = rows.length === ids.length ? (rows.at(-1)?.homeownerId ?? null) : null;
  const told = rows.flatMap(({ messageId, isThere, ...row }) => (messageId && isThere ? [{ ...row, messageId }] : []));
  if (told.length === 0) return { added: [], next };
  const added = await tx
    .insert(changeTellings)
    .values(
      told.map(({ homeownerId, houseId, messageId }, index) => ({
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
  const hasMail = new Map(told.map((row) => [row.homeownerId, row.hasMail]));
  return {
    added: added.map(({ id, homeownerId }) => ({ id, hasMail: hasMail.get(homeownerId) ?? false })),
    next,
  };
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
