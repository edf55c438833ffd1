import { v7 } from 'uuid';
import { findAnswerDetails, selectTurnsBefore } from '#db/queries/operations/answers.ts';
import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { AnswerMode } from '#db/schema/answer-modes.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import {
  answerFromDocuments,
  answerSettings,
  type AnswerSettings,
} from '#app/features/assistant/answer-from-documents.server.ts';
import { takeNotes } from '#app/features/assistant/answer-traces/take-notes.ts';
import type { WhyAnswer } from '#app/features/assistant/answer-traces/why-answer.ts';
import { lookThroughHouse } from '#app/features/identity/look-through-house.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchEntry } from '../records/no-such-entry.ts';
import { compareAnswers, type Comparison } from './compare-answers.ts';
import { whyOf } from './get-answer.server.ts';

export type Replay = {
  answer: string;
  mode: AnswerMode;
  grounded: boolean;
  citations: Citation[];
  why: WhyAnswer;
  latency_ms: number;
  changed: Comparison;
};

/** A page waits for it no longer, milliseconds. */
const WITHIN_MS = 20_000;

/**
 * Asks the question of an answer again, of the same house, with today's library and model, and says what is different
 * (H6). Read-only: nothing comes into the owner's chat, and nothing is kept for others. Who replayed what stands in the
 * activity log. Throws AppError: 404, 409 for a question that is gone, 429, 503 when it takes too long.
 */
export async function replayAnswer(
  scope: PlatformScope,
  answerId: string | undefined,
  settings: Pick<AnswerSettings, 'embedder' | 'chatModel'> = answerSettings(),
): Promise<Replay> {
  const id = requireId(answerId, noSuchEntry);
  await consume('replay', scope.actor.kind === 'staff' ? scope.actor.userId : scope.actor.kind);
  const { row, question, before } = await withScope(scope, async (tx) => {
    const found = await findAnswerDetails(tx, id);
    if (!found) throw noSuchEntry();
    if (found.question === null || found.questionId === null)
      throw new AppError('conflict', 'The question of this answer is gone, so that it cannot be asked again.');
    await recordAudit(tx, scope, {
      action: 'answer.replayed',
      subjectType: 'message',
      subjectId: id,
      details: { tenant: found.tenantId },
    });
    const said = await selectTurnsBefore(tx, { ...found, questionId: found.questionId });
    return { row: found, question: found.question, before: said };
  });
  const notes = takeNotes();
  const answerer = answerFromDocuments({ embedder: settings.embedder, chatModel: settings.chatModel });
  const turn = { conversationId: v7(), questionId: v7(), answerId: v7(), question, before };
  const signal = AbortSignal.timeout(WITHIN_MS);
  const started = performance.now();
  const answer = await answerer(lookThroughHouse(scope, row), turn, { signal, notes }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    throw new AppError('unavailable', 'It was not answered within 20 seconds. Try again later.', { cause: error });
  });
  const took = performance.now() - started;
  notes.took('answer', took);
  const why = notes.whole();
  const was = { text: row.answer, mode: row.mode, citations: row.citations, why: whyOf(row) };
  const { text, mode, grounded, citations } = answer;
  const changed = compareAnswers(was, { text, mode, citations, why });
  return { answer: text, mode, grounded, citations, why, latency_ms: Math.round(took), changed };
}
