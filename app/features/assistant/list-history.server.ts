import { z } from 'zod';
import { listMessages, type PassedOn } from '#db/queries/assistant/conversations.ts';
import type { Citation } from '#db/schema/assistant.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { decodeCursor, encodeCursor } from '#app/platform/http.ts';

export type HistoryItem = {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  citations: Citation[];
  created_at: string;
  conversation_id: string;
  /** Null for a question. */
  grounded: boolean | null;
  mode: 'model' | 'extractive' | 'refusal' | 'courtesy' | null;
  state: 'complete' | 'stopped' | 'failed';
  rating: 'up' | 'down' | null;
  /** What became of the question that was passed on; null when none was. */
  passed_on: PassedOn | null;
};

/** The owner's messages, newest first; `cursor` leads to older ones. Throws AppError 422 for a cursor that is not ours. */
export async function listHistory(scope: HouseScope, page: { limit: number; cursor?: string }): Promise<{ items: HistoryItem[]; next_cursor: string | null }> {
  const before = decodeCursor(page.cursor, z.tuple([z.uuid()]))?.[0];
  const rows = await withScope(scope, (tx) => listMessages(tx, scope, { limit: page.limit + 1, before }), { readOnly: true });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ conversationId, createdAt, passedOn, ...row }) => ({ ...row, conversation_id: conversationId, created_at: createdAt.toISOString(), passed_on: passedOn })),
    next_cursor: rows.length > page.limit && last ? encodeCursor([last.id]) : null,
  };
}
