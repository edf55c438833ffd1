import { insertMessage, type MessageState } from '#db/queries/assistant/conversations.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import type { Answer } from '../answer.ts';
import { cleanWords } from '../answering-with-model/clean-words.ts';
import type { OpenTurn } from './open-turn.server.ts';

/** Stores the answer, or what there is of it: a stopped one as far as it came, a failed one with its reason. */
export async function closeTurn(
  scope: HouseScope,
  turn: OpenTurn,
  answer: Answer | { text: string },
  state: MessageState,
  latencyMs: number,
): Promise<void> {
  const full = 'mode' in answer ? answer : undefined;
  await withScope(scope, (tx) =>
    insertMessage(tx, scope, {
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
      latencyMs: Math.round(latencyMs),
    }),
  );
}
