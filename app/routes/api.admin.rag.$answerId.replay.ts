import { api } from '#app/features/identity/api.server.ts';
import { replayAnswer } from '#app/features/operations/answers/replay-answer.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.admin.rag.$answerId.replay', {
  /** The same question of the same house with today's library and model, and what is different (H6). */
  POST: async ({ scope, params }) => jsonResponse(await replayAnswer(scope, params.answerId)),
});

export const loader = route.loader;
export const action = route.action;
