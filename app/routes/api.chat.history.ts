import { listHistory } from '#app/features/assistant/list-history.server.ts';
import { historyQuerySchema } from '#app/features/assistant/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.chat.history', {
  GET: async ({ request, scope }) => {
    const { conversation_id: conversationId, ...page } = readQuery(request, historyQuerySchema);
    return jsonResponse(await listHistory(scope, { ...page, conversationId }));
  },
});

export const loader = route.loader;
export const action = route.action;
