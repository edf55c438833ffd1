import { clientGone } from '#app/platform/request/client-gone.ts';
import { AppError } from '#app/platform/errors.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { answerFromDocuments, answerSettings } from '#app/features/assistant/answer-from-documents.server.ts';
import { answerTurn } from '#app/features/assistant/conversations/answer-turn.server.ts';
import { countQuestion } from '#app/features/assistant/conversations/count-question.server.ts';
import { readEventId, type EventPlace } from '#app/features/assistant/conversations/event-id.ts';
import { beginAnswer } from '#app/features/assistant/conversations/live-answers.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { resumeAnswer } from '#app/features/assistant/conversations/resume-answer.server.ts';
import { streamAnswer } from '#app/features/assistant/conversations/stream-answer.server.ts';
import { classifyDanger } from '#app/features/assistant/safety/classify-danger.ts';
import { chatSchema } from '#app/features/assistant/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import type { HouseScope } from '#db/scope.ts';

const route = api('routes/api.chat', {
  POST: async (args) => {
    const { request, scope, session } = args;
    const place = readEventId(request.headers.get('Last-Event-ID'));
    if (place) return followAgain(args, place);
    // Read before it is counted: who tells of a danger to life is never held up by questions asked before.
    const { message, context, conversation_id } = await readJson(request, chatSchema).catch(async (error: unknown) => {
      await countQuestion(scope, undefined);
      throw error;
    });
    const danger = classifyDanger(message);
    await countQuestion(scope, danger);
    if (context.house_id !== scope.houseId || context.development_id !== scope.developmentId) {
      throw new AppError(
        'forbidden',
        'This question is about another house than the one you are signed in to. Open your own house and ask again.',
      );
    }
    const turn = await openTurn(scope, { message, conversationId: conversation_id });
    const names = { message_id: turn.answerId, conversation_id: turn.conversationId };
    const answerer = answerFromDocuments({ ...answerSettings(), libraryVersion: session.libraryVersion });
    if (/\btext\/event-stream\b/.test(request.headers.get('Accept') ?? '')) {
      const told = danger?.now ? { ...names, mode: 'safety' as const } : names;
      const live = beginAnswer(scope, told, (options) => answerTurn(scope, turn, answerer, options));
      return streamAnswer(live, clientGone(args));
    }
    // Not stopped when its client goes away: a phone that lost its connection finds the answer in the history.
    const answer = await answerTurn(scope, turn, answerer);
    return jsonResponse({
      ...names,
      answer: answer.text,
      grounded: answer.grounded,
      citations: answer.citations,
      mode: answer.mode,
    });
  },
});

/** Whoever sends the id of the last event that came asks for the rest of that answer, not for another (F4). */
async function followAgain(args: Parameters<typeof clientGone>[0] & { scope: HouseScope }, place: EventPlace) {
  await consume('follow', args.scope.houseId);
  return resumeAnswer(args.scope, place, clientGone(args));
}

export const loader = route.loader;
export const action = route.action;
