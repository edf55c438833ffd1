import { v7 } from 'uuid';
import { findAnswer, insertBuilderQuestion } from '#db/queries/assistant/conversations.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { mailRequested } from '#inngest/events.ts';
import { AppError } from '#app/platform/errors.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';

/** Longer than the mail is tried for. */
const MAIL_DEADLINE_MINUTES = 240;

/**
 * Passes the question behind an answer on to the builder (F4, G5), once: the question, and the job of the mail that
 * tells of it, in one transaction (C7). `question` is as its owner edited it, else as it was asked. `origin` is
 * where the mail's link leads. Throws AppError 404 when the answer is
 * not the owner's.
 */
export async function askBuilder(
  scope: HouseScope,
  { messageId, question }: { messageId: string; question?: string | undefined },
  origin: string,
): Promise<void> {
  const recorded = await withScope(scope, async (tx) => {
    const answer = await findAnswer(tx, scope, messageId);
    if (!answer?.question)
      throw new AppError('not-found', 'There is no such answer of yours. Ask your question again, then pass it on.');
    const id = v7();
    if (!(await insertBuilderQuestion(tx, scope, { id, messageId: answer.id, question: question ?? answer.question })))
      return false;
    await enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: { name: mailRequested.name, data: { tenant_id: scope.tenantId, mail: 'builder-question', id, origin } },
      subject: { type: 'mail', id },
      allowedMinutes: MAIL_DEADLINE_MINUTES,
    });
    return true;
  });
  if (recorded) wakeDispatcher();
}
