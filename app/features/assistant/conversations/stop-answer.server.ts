import { findStoredAnswer, ownsQuestion } from '#db/queries/assistant/conversations.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { questionIdOf } from './answer-id.ts';
import { findLiveAnswer } from './live-answers.server.ts';

/**
 * Stops an answer of this session; one that has ended stays as it is (F4). Throws AppError 404 for one that is not the
 * session's.
 */
export async function stopAnswer(scope: HouseScope, messageId: string): Promise<void> {
  const live = findLiveAnswer(scope, messageId);
  if (live) return live.stop();
  const questionId = questionIdOf(messageId);
  const isOwn = await withScope(
    scope,
    async (tx) =>
      (await findStoredAnswer(tx, scope, messageId)) !== undefined ||
      (questionId !== undefined && (await ownsQuestion(tx, scope, questionId))),
    { readOnly: true },
  );
  if (!isOwn) throw new AppError('not-found', 'There is no such answer of yours. Nothing was stopped.');
}
