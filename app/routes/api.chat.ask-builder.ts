import { readJson } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { askBuilder } from '#app/features/assistant/conversations/ask-builder.server.ts';
import { askBuilderSchema } from '#app/features/assistant/schema.ts';
import { requireHomeowner } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader, methodNotAllowed } from '#app/features/observability/handle-api.server.ts';

export const loader = apiLoader(async () => {
  throw methodNotAllowed(['POST']);
});

export const action = apiAction({
  POST: async ({ request }) => {
    const scope = await requireHomeowner(request, 'assistant:ask');
    await consume('ask-builder', scope.houseId);
    const { message_id } = await readJson(request, askBuilderSchema);
    await askBuilder(scope, message_id);
    return new Response(null, { status: 204 });
  },
});
