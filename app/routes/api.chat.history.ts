import { z } from 'zod';
import { cursorSchema, jsonResponse, limitSchema, readQuery } from '#app/platform/http.ts';
import { listHistory } from '#app/features/assistant/list-history.server.ts';
import { requireHomeowner } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';

const querySchema = z.object({ limit: limitSchema, cursor: cursorSchema });

export const loader = apiLoader(async ({ request }) => {
  const scope = await requireHomeowner(request, 'assistant:ask');
  return jsonResponse(await listHistory(scope, readQuery(request, querySchema)));
});

export const action = apiAction({}, { get: true });
