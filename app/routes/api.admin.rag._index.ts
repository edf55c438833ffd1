import { api } from '#app/features/identity/api.server.ts';
import { listAnswers } from '#app/features/operations/answers/list-answers.server.ts';
import { answerFilterSchema } from '#app/features/operations/answers/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.rag._index', {
  /** The owners' answers, newest first unless sorted otherwise (H6), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listAnswers(scope, readQuery(request, answerFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
