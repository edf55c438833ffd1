import { z } from 'zod';
import { jsonResponse, limitSchema, noCursorSchema, readQuery } from '#app/platform/http.ts';
import { questionSchema } from '#app/features/assistant/schema.ts';
import { searchDocuments } from '#app/features/assistant/search-documents.server.ts';
import { requireHomeowner } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';

const querySchema = z.object({ q: questionSchema, limit: limitSchema, cursor: noCursorSchema });

export const loader = apiLoader(async ({ request }) => {
  const scope = await requireHomeowner(request, 'assistant:ask');
  return jsonResponse({ items: await searchDocuments(scope, readQuery(request, querySchema), request.signal), next_cursor: null });
});

export const action = apiAction({}, { get: true });
