import { v7 } from 'uuid';
import { insertBuilderAnswer, listBuilderAnswers, takeQuestion } from '#db/queries/assistant/builder-answers.ts';
import { findBuilderQuestion } from '#db/queries/assistant/builder-questions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { mailRequested } from '#inngest/events.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { MAX_ANSWERS } from './limits.ts';
import { noSuchQuestion } from './no-such-question.ts';
import { isReadable } from './read-question.server.ts';

/** Longer than the mail is tried for. */
const MAIL_DEADLINE_MINUTES = 240;

/**
 * Answers a question that an owner passed on (G9): the answer, which its owner sees under their question, and the job
 * of the mail that tells of it, in one transaction (C7). `seen` is the moment of the latest answer that its writer knew
 * of. Throws AppError: 404; 409 when a colleague has answered since, when nobody can read it any more, or after
 * twenty answers.
 */
export async function answerQuestion(
  scope: TenantScope,
  questionId: string | undefined,
  { text, seen }: { text: string; seen: Date | null },
  origin: string,
): Promise<void> {
  const id = requireId(questionId, noSuchQuestion);
  await withScope(scope, async (tx) => {
    const question = await findBuilderQuestion(tx, scope, id);
    if (!question) throw noSuchQuestion();
    if (!isReadable(question))
      throw new AppError(
        'conflict',
        'Who asked this has left the house and reads no answer any more. What holds for the house belongs in its ' +
          'documents.',
      );
    if ((await listBuilderAnswers(tx, scope, id, MAX_ANSWERS)).length === MAX_ANSWERS)
      throw new AppError('conflict', `You have answered this ${MAX_ANSWERS} times. Ring its owner, or write a mail.`);
    if (!(await takeQuestion(tx, scope, id, seen)))
      throw new AppError(
        'conflict',
        'A colleague has answered this since you opened it. Your answer was not sent: read theirs below, and send ' +
          'yours if it still adds something.',
      );
    const answerId = v7();
    await insertBuilderAnswer(tx, scope, { id: answerId, houseId: question.houseId, questionId: id, text });
    await enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: {
        name: mailRequested.name,
        data: { tenant_id: scope.tenantId, mail: 'builder-answer', id: answerId, origin },
      },
      subject: { type: 'mail', id: answerId },
      allowedMinutes: MAIL_DEADLINE_MINUTES,
    });
    await recordAudit(tx, scope, { action: 'question.answered', subjectType: 'builder_question', subjectId: id });
  });
  wakeDispatcher();
}
