import { z } from 'zod';
import { clientGone } from '#app/platform/client-gone.ts';
import { jsonResponse, limitSchema, noCursorSchema, readQuery } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { questionSchema } from '#app/features/assistant/schema.ts';
import { searchDocuments } from '#app/features/assistant/search-documents.server.ts';
import { requireHomeownerSession } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';

const querySchema = z.object({ q: questionSchema, limit: limitSchema, cursor: noCursorSchema });

export const loader = apiLoader(async (args) => {
  const { request } = args;
  const { scope, libraryVersion } = await requireHomeownerSession(request, 'assistant:ask');
  await consume('search', scope.houseId);
  return jsonResponse({ items: await searchDocuments(scope, readQuery(request, querySchema), clientGone(args), { libraryVersion }), next_cursor: null });
});

export const action = apiAction({}, { get: true });
