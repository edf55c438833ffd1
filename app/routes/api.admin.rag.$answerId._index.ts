import { api } from '#app/features/identity/api.server.ts';
import { getAnswer } from '#app/features/operations/answers/get-answer.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.admin.rag.$answerId._index', {
  /** One answer with why it was given (H6); reading it is written to the activity log. */
  GET: async ({ scope, params }) => jsonResponse(await getAnswer(scope, params.answerId)),
});

export const loader = route.loader;
export const action = route.action;
