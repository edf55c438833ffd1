import { searchQuerySchema } from '#app/features/assistant/schema.ts';
import { searchDocuments } from '#app/features/retrieval/search-documents.server.ts';
import { api } from '#app/features/identity/api.server.ts';
import { clientGone } from '#app/platform/request/client-gone.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';

const route = api('routes/api.search', {
  GET: async (args) => {
    const { scope, session } = args;
    await consume('search', scope.houseId);
    const query = readQuery(args.request, searchQuerySchema);
    const items = await searchDocuments(scope, query, clientGone(args), { libraryVersion: session.libraryVersion });
    return jsonResponse({ items, next_cursor: null });
  },
});

export const loader = route.loader;
export const action = route.action;
