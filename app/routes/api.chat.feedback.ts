import { rateAnswer } from '#app/features/assistant/conversations/rate-answer.server.ts';
import { feedbackSchema } from '#app/features/assistant/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { readJson } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';

const route = api('routes/api.chat.feedback', {
  POST: async ({ request, scope }) => {
    await consume('feedback', scope.houseId);
    await rateAnswer(scope, await readJson(request, feedbackSchema));
    return new Response(null, { status: 204 });
  },
});

export const loader = route.loader;
export const action = route.action;
