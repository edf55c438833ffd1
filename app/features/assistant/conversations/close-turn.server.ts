import { insertMessage, type MessageState } from '#db/queries/assistant/conversations.ts';
import { insertAnswerTrace } from '#db/queries/assistant/answer-traces.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { requestContext } from '#app/platform/request-context.ts';
import type { Answer } from '../answer.ts';
import { cleanWords } from '../answering-with-model/clean-words.ts';
import { takeNotes } from '../answer-traces/take-notes.ts';
import type { Notes } from '../answer-traces/trace-notes.ts';
import { noteCitations } from './note-citations.server.ts';
import type { OpenTurn } from './open-turn.server.ts';

/**
 * Stores the answer, or what there is of it: a stopped one as far as it came, a failed one with its reason. With it, in
 * the same transaction, why it is as it is (H6), and which passages it cites (G12).
 */
export async function closeTurn(
  scope: HouseScope,
  turn: OpenTurn,
  answer: Answer | { text: string },
  state: MessageState,
  latencyMs: number,
  notes: Pick<Notes, 'read' | 'whole'> = takeNotes(),
): Promise<void> {
  const full = 'mode' in answer ? answer : undefined;
  const took = Math.round(latencyMs);
  await withScope(scope, async (tx) => {
    await insertMessage(tx, scope, {
      id: turn.answerId,
      conversationId: turn.conversationId,
      role: 'assistant',
      // The database takes no NUL, whoever wrote it.
      content: cleanWords(answer.text),
      citations: full?.citations,
      grounded: full?.grounded,
      mode: full?.mode,
      state,
      replyTo: turn.questionId,
      latencyMs: took,
    });
    await noteCitations(tx, scope, turn.answerId, {
      citations: full?.citations ?? [],
      whole: full?.mode === 'model',
      read: notes.read(),
    });
    await insertAnswerTrace(tx, scope, {
      messageId: turn.answerId,
      latencyMs: took,
      requestId: requestContext()?.requestId ?? null,
      parts: notes.whole(),
    });
  });
}
