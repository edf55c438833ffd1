import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { ownConversations, ownMessages } from '../../fragments/own-chats.ts';
import { conversations, messages } from '../../schema/assistant.ts';
import type { HouseScope, Tx } from '../../scope.ts';

export type ConversationRow = { id: string; name: string | null; createdAt: Date };

const columns = { id: conversations.id, name: conversations.name, createdAt: conversations.createdAt };

/** The session's conversations, newest first, at most `limit`, older than the id `before` (B1). */
export function listConversations(
  tx: Tx,
  scope: HouseScope,
  page: { limit: number; before?: string },
): Promise<ConversationRow[]> {
  return tx
    .select(columns)
    .from(conversations)
    .where(and(ownConversations(scope), page.before === undefined ? undefined : lt(conversations.id, page.before)))
    .orderBy(desc(conversations.id))
    .limit(page.limit);
}

/** A conversation of this session; without `id` the one in which something was said last. */
export async function findConversation(
  tx: Tx,
  scope: HouseScope,
  id: string | undefined,
): Promise<ConversationRow | undefined> {
  const last = sql`(select ${messages.conversationId} from ${messages} where ${ownMessages(scope)}
    order by ${messages.id} desc limit 1)`;
  const [row] = await tx
    .select(columns)
    .from(conversations)
    .where(
      and(ownConversations(scope), id === undefined ? sql`${conversations.id} = ${last}` : eq(conversations.id, id)),
    )
    .limit(1);
  return row;
}

/** Names a conversation of this session; false when there is none. */
export async function renameConversation(tx: Tx, scope: HouseScope, id: string, name: string): Promise<boolean> {
  const { rowCount } = await tx
    .update(conversations)
    .set({ name })
    .where(and(ownConversations(scope), eq(conversations.id, id)));
  return (rowCount ?? 0) > 0;
}

export type FoundMessage = {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  conversationId: string;
  name: string | null;
  createdAt: Date;
};

/** The session's messages with `q` in them, whatever its case, newest first, at most `limit`, older than `before`. */
export function searchMessages(
  tx: Tx,
  scope: HouseScope,
  search: { q: string; limit: number; before?: string },
): Promise<FoundMessage[]> {
  const pattern = `%${search.q.replace(/[\\%_]/g, '\\$&')}%`;
  return tx
    .select({
      id: messages.id,
      role: messages.role,
      content: messages.content,
      conversationId: messages.conversationId,
      name: conversations.name,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.tenantId, messages.tenantId), eq(conversations.id, messages.conversationId)),
    )
    .where(
      and(
        ownMessages(scope),
        sql`${messages.content} ilike ${pattern}`,
        search.before === undefined ? undefined : lt(messages.id, search.before),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(search.limit);
}
