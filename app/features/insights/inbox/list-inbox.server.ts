import { z } from 'zod';
import { listBuilderQuestions } from '#db/queries/assistant/builder-questions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';

export type InboxItem = {
  id: string;
  question: string;
  house: { id: string; label: string; development: string };
  /** Who asked; null for somebody who scanned the house's code before it was claimed. */
  owner: { name: string; moved_out: boolean } | null;
  asked_at: string;
  state: 'waiting' | 'answered';
  /** Of the mail that told the builder of it. */
  mail: 'sent' | 'failed' | 'under-way';
};

/**
 * One page of the questions that owners passed on, newest first (B1, G5). Throws AppError 422 for a cursor of another
 * list.
 */
export async function listInbox(
  scope: TenantScope,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<InboxItem>> {
  const [before] = decodeCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(
    scope,
    (tx) => listBuilderQuestions(tx, scope, { limit: query.limit + 1, ...(before ? { before } : {}) }),
    { readOnly: true },
  );
  return takePage(rows, query.limit, describeQuestion, (row) => [row.id]);
}

function describeQuestion(row: Awaited<ReturnType<typeof listBuilderQuestions>>[number]): InboxItem {
  return {
    id: row.id,
    question: row.question,
    house: { id: row.houseId, label: row.label, development: row.developmentName },
    owner: row.isOwners ? { name: row.askerName, moved_out: row.endedAt !== null } : null,
    asked_at: row.createdAt.toISOString(),
    state: row.answeredAt ? 'answered' : 'waiting',
    mail: row.mailedAt ? 'sent' : row.mailFailedAt ? 'failed' : 'under-way',
  };
}
