import { v7 } from 'uuid';
import { findAnswer, insertBuilderQuestion } from '#db/queries/assistant.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';

/** Passes the question behind an answer on to the builder (F4, G5), once. Throws AppError 404 when the answer is not the owner's. */
export async function askBuilder(scope: HouseScope, messageId: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const answer = await findAnswer(tx, scope, messageId);
    if (!answer?.question) throw new AppError('not-found', 'There is no such answer of yours. Ask your question again, then pass it on.');
    await insertBuilderQuestion(tx, scope, { id: v7(), messageId: answer.id, question: answer.question });
  });
}
