import { readJson } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { rateAnswer } from '#app/features/assistant/conversations/rate-answer.server.ts';
import { feedbackSchema } from '#app/features/assistant/schema.ts';
import { requireHomeowner } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader, methodNotAllowed } from '#app/features/observability/handle-api.server.ts';

export const loader = apiLoader(async () => {
  throw methodNotAllowed(['POST']);
});

export const action = apiAction({
  POST: async ({ request }) => {
    const scope = await requireHomeowner(request, 'assistant:ask');
    await consume('feedback', scope.houseId);
    await rateAnswer(scope, await readJson(request, feedbackSchema));
    return new Response(null, { status: 204 });
  },
});
