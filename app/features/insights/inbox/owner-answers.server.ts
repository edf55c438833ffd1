import { countUnseenAnswers, listOwnerAnswers, markAnswersSeen } from '#db/queries/assistant/builder-answers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { MAX_LISTED } from './limits.ts';

/** Above so many, the badge says "9+". */
const MOST_COUNTED = 10;

export type OwnerAnswer = {
  id: string;
  question: string;
  text: string;
  at: string;
  conversation_id: string;
  unread: boolean;
};

/** What the builder answered to the owner's questions, the latest first, at most 20 (G9). */
export async function listAnswers(scope: HouseScope): Promise<OwnerAnswer[]> {
  const rows = await withScope(scope, (tx) => listOwnerAnswers(tx, scope, MAX_LISTED), { readOnly: true });
  return rows.map(({ id, question, text, createdAt, conversationId, seenAt }) => ({
    id,
    question,
    text,
    at: createdAt.toISOString(),
    conversation_id: conversationId,
    unread: seenAt === null,
  }));
}

/** How many answers of the builder wait to be seen, at most ten. */
export function countUnseen(scope: HouseScope): Promise<number> {
  return withScope(scope, (tx) => countUnseenAnswers(tx, scope, MOST_COUNTED), { readOnly: true });
}

/** Notes that the owner has seen these answers; others' are passed over. */
export function noteSeen(scope: HouseScope, ids: readonly string[]): Promise<void> {
  return withScope(scope, (tx) => markAnswersSeen(tx, scope, ids));
}
