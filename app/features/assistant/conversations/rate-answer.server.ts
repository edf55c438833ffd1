import { findAnswer, upsertFeedback } from '#db/queries/assistant/conversations.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';

/**
 * Stores the owner's thumb up or down for an answer (F4); the newest counts. Throws AppError 404 when the answer is not
 * the owner's.
 */
export async function rateAnswer(
  scope: HouseScope,
  feedback: { message_id: string; rating: 'up' | 'down'; comment?: string },
): Promise<void> {
  await withScope(scope, async (tx) => {
    const answer = await findAnswer(tx, scope, feedback.message_id);
    if (!answer)
      throw new AppError('not-found', 'There is no such answer of yours. Rate an answer of your own conversation.');
    await upsertFeedback(tx, scope, { messageId: answer.id, rating: feedback.rating, comment: feedback.comment });
  });
}
