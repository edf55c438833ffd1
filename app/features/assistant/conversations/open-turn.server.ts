import { v7 } from 'uuid';
import {
  insertConversation,
  insertMessage,
  ownsConversation,
  readLastTurns,
  touchConversation,
  type Turn,
} from '#db/queries/assistant/conversations.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { answerIdOf, asQuestionId } from './answer-id.ts';

/** Messages of the conversation that a follow-up question may refer to. */
const REMEMBERED = 6;

export type OpenTurn = {
  conversationId: string;
  questionId: string;
  /** Of the answer to come, so that a client can name it before it is there. */
  answerId: string;
  question: string;
  /** What was said before, oldest first. */
  before: Turn[];
};

/**
 * Stores the question before anything is made of it (C7), in the given conversation or a new one. Throws AppError 404
 * for a conversation that is not the owner's.
 */
export async function openTurn(
  scope: HouseScope,
  question: { message: string; conversationId?: string | null },
): Promise<OpenTurn> {
  const questionId = asQuestionId(v7());
  const answerId = answerIdOf(questionId)!;
  const { conversationId: given, message } = question;
  return withScope(scope, async (tx) => {
    const conversationId = given ?? v7();
    if (!given) await insertConversation(tx, scope, conversationId, nameFor(message));
    else if (!(await ownsConversation(tx, scope, given))) {
      throw new AppError(
        'not-found',
        'There is no such conversation of yours. Leave conversation_id away to begin a new one.',
      );
    } else await touchConversation(tx, scope, given);
    const before = given ? await readLastTurns(tx, scope, given, REMEMBERED) : [];
    await insertMessage(tx, scope, { id: questionId, conversationId, role: 'user', content: message });
    return { conversationId, questionId, answerId, question: message, before };
  });
}

/** What a conversation is called until its owner names it: the beginning of its first question, on one line. */
const nameFor = (message: string) => [...message.replaceAll(/\s+/g, ' ').trim()].slice(0, 80).join('');
