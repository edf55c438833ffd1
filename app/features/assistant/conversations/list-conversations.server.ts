import { z } from 'zod';
import {
  findConversation,
  listConversations as query,
  renameConversation as rename,
  searchMessages,
  type ConversationRow,
} from '#db/queries/assistant/conversation-list.ts';
import { UUID } from '#db/patterns.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { plainAnswer } from '../ui/answer-tokens.ts';

export type ConversationItem = { id: string; name: string | null; created_at: string };
/** A message that was found, as far as it is shown. */
export type FoundItem = {
  id: string;
  role: 'user' | 'assistant';
  excerpt: string;
  conversation_id: string;
  name: string | null;
  created_at: string;
};
type Query = { limit: number; cursor?: string | undefined };

const POSITION = z.tuple([z.uuid()]);
const describe = ({ id, name, createdAt }: ConversationRow): ConversationItem => ({
  id,
  name,
  created_at: createdAt.toISOString(),
});

/** The session's conversations, newest first (F4). Throws AppError 422 for a cursor that is not ours. */
export async function listConversations(scope: HouseScope, page: Query): Promise<Page<ConversationItem>> {
  const before = decodeCursor(page.cursor, POSITION)?.[0];
  const rows = await withScope(scope, (tx) => query(tx, scope, { limit: page.limit + 1, before }), { readOnly: true });
  return takePage(rows, page.limit, describe, (row) => [row.id]);
}

/** What was said with `q` in it, newest first, each with the words around (F4). Throws AppError 422 as above. */
export async function searchHistory(scope: HouseScope, page: Query & { q: string }): Promise<Page<FoundItem>> {
  const before = decodeCursor(page.cursor, POSITION)?.[0];
  const search = { q: page.q, limit: page.limit + 1, before };
  const rows = await withScope(scope, (tx) => searchMessages(tx, scope, search), { readOnly: true });
  const show = ({ createdAt, content, conversationId, ...same }: (typeof rows)[number]): FoundItem => ({
    ...same,
    excerpt: excerptAround(same.role === 'user' ? content : plainAnswer(content), page.q),
    conversation_id: conversationId,
    created_at: createdAt.toISOString(),
  });
  return takePage(rows, page.limit, show, (row) => [row.id]);
}

/**
 * The conversation that a page opens: `wanted`, or else the one in which something was said last; null for a new one
 * (`new`), and where there is none.
 */
export async function openConversation(scope: HouseScope, wanted: string | null): Promise<ConversationItem | null> {
  if (wanted === 'new') return null;
  const id = wanted !== null && UUID.test(wanted) ? wanted : undefined;
  const row = await withScope(
    scope,
    async (tx) =>
      (await findConversation(tx, scope, id)) ?? (id ? await findConversation(tx, scope, undefined) : undefined),
    { readOnly: true },
  );
  return row ? describe(row) : null;
}

/** Names a conversation. Throws AppError 404 for one that is not the session's. */
export async function nameConversation(scope: HouseScope, { id, name }: { id: string; name: string }): Promise<void> {
  if (!(await withScope(scope, (tx) => rename(tx, scope, id, name))))
    throw new AppError('not-found', 'There is no such conversation of yours. Load the page again.');
}

const AROUND = 90;

/** What stands around the first `q` in `text`, on one line. */
function excerptAround(text: string, q: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const at = Math.max(0, line.toLowerCase().indexOf(q.toLowerCase()));
  const from = Math.max(0, at - AROUND);
  const to = Math.min(line.length, at + q.length + AROUND);
  return `${from > 0 ? '…' : ''}${line.slice(from, to).toWellFormed()}${to < line.length ? '…' : ''}`;
}
