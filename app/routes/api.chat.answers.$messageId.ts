import { clientGone } from '#app/platform/request/client-gone.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { requireId } from '#app/platform/require-id.ts';
import { readEventId } from '#app/features/assistant/conversations/event-id.ts';
import { noSuchAnswer } from '#app/features/assistant/conversations/no-such-answer.ts';
import { resumeAnswer } from '#app/features/assistant/conversations/resume-answer.server.ts';
import { stopAnswer } from '#app/features/assistant/conversations/stop-answer.server.ts';
import { api } from '#app/features/identity/api.server.ts';

/** An answer by itself: followed from where its reader was (`Last-Event-ID`, else from its beginning), or stopped. */
const route = api('routes/api.chat.answers.$messageId', {
  GET: async (args) => {
    const { request, scope, params } = args;
    await consume('follow', scope.houseId);
    const messageId = requireId(params.messageId, noSuchAnswer);
    const place = readEventId(request.headers.get('Last-Event-ID'));
    const from = place?.messageId === messageId ? place : { messageId, count: 0, told: 0 };
    return resumeAnswer(scope, from, clientGone(args));
  },
  DELETE: async ({ scope, params }) => {
    await consume('follow', scope.houseId);
    await stopAnswer(scope, requireId(params.messageId, noSuchAnswer));
    return new Response(null, { status: 204 });
  },
});

export const loader = route.loader;
export const action = route.action;
