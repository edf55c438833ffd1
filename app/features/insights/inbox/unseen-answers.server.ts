import { listUnseenAnswers, markAnswersSeen } from '#db/queries/assistant/builder-answers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { MAX_UNSEEN } from './limits.ts';

/** Above so many, the badge says "9+". */
const MOST_COUNTED = 10;

export type UnseenAnswer = { id: string; question: string; text: string; at: string; conversation_id: string };

/** What the builder answered and its owner has not seen yet, the latest first, at most 20 (G9). */
export async function listUnseen(scope: HouseScope): Promise<UnseenAnswer[]> {
  const rows = await withScope(scope, (tx) => listUnseenAnswers(tx, scope, MAX_UNSEEN), { readOnly: true });
  return rows.map(({ id, question, text, createdAt, conversationId }) => ({
    id,
    question,
    text,
    at: createdAt.toISOString(),
    conversation_id: conversationId,
  }));
}

/** How many answers of the builder wait to be seen, at most ten. */
export async function countUnseen(scope: HouseScope): Promise<number> {
  const rows = await withScope(scope, (tx) => listUnseenAnswers(tx, scope, MOST_COUNTED), { readOnly: true });
  return rows.length;
}

/** Notes that the owner has seen these answers; others' are passed over. */
export function noteSeen(scope: HouseScope, ids: readonly string[]): Promise<void> {
  return withScope(scope, (tx) => markAnswersSeen(tx, scope, ids));
}
