import { askBuilder } from '#app/features/assistant/conversations/ask-builder.server.ts';
import { askBuilderSchema } from '#app/features/assistant/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { readJson } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';

const route = api('routes/api.chat.ask-builder', {
  POST: async ({ request, scope }) => {
    await consume('ask-builder', scope.houseId);
    const { message_id: messageId, question } = await readJson(request, askBuilderSchema);
    await askBuilder(scope, { messageId, question }, publicOrigin(request));
    return new Response(null, { status: 204 });
  },
});

export const loader = route.loader;
export const action = route.action;
