import { z } from 'zod';
import { listMessages, type ChangeSince, type PassedOn } from '#db/queries/assistant/conversations.ts';
import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { AnswerMode } from '#db/schema/answer-modes.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';

export type HistoryItem = {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  /** `gone`: of a document that its house reads no more. */
  citations: (Citation & { gone?: true })[];
  created_at: string;
  conversation_id: string;
  /** Null for a question. */
  grounded: boolean | null;
  mode: AnswerMode | null;
  state: 'complete' | 'stopped' | 'failed';
  rating: 'up' | 'down' | null;
  /** What became of the question that was passed on; null when none was. */
  passed_on: PassedOn | null;
  /** The question as it was passed on; null when none was. */
  passed_on_question: string | null;
  /** What the builder's staff answered to it, oldest first. */
  builder_answers: { id: string; text: string; at: string; seen: boolean }[];
  /** What of its documents has changed since it was given (G12). */
  changes: ChangeSince[];
};

/**
 * The owner's messages, or those of one conversation, newest first;
 * `cursor` leads to older ones. Throws AppError 422 for a cursor that is not ours.
 */
export async function listHistory(
  scope: HouseScope,
  page: { limit: number; cursor?: string; conversationId?: string },
): Promise<Page<HistoryItem>> {
  const { conversationId } = page;
  const before = decodeCursor(page.cursor, z.tuple([z.uuid()]))?.[0];
  const rows = await withScope(
    scope,
    (tx) => listMessages(tx, scope, { limit: page.limit + 1, before, conversationId }),
    {
      readOnly: true,
    },
  );
  return takePage(rows, page.limit, describeMessage, (row) => [row.id]);
}

function describeMessage(row: Awaited<ReturnType<typeof listMessages>>[number]): HistoryItem {
  const { conversationId, createdAt, passedOn, passedOnQuestion, builderAnswers, gone, citations, ...same } = row;
  return {
    ...same,
    citations: citations.map((one) => (gone.includes(one.document_id) ? { ...one, gone: true } : one)),
    conversation_id: conversationId,
    created_at: createdAt.toISOString(),
    passed_on: passedOn,
    passed_on_question: passedOnQuestion,
    builder_answers: builderAnswers,
  };
}
