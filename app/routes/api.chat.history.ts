import { z } from 'zod';
import { listHistory } from '#app/features/assistant/list-history.server.ts';
import { api } from '#app/features/identity/api.server.ts';
import { cursorSchema, jsonResponse, limitSchema, readQuery } from '#app/platform/http.ts';

const querySchema = z.object({ limit: limitSchema, cursor: cursorSchema });

const route = api('routes/api.chat.history', {
  GET: async ({ request, scope }) => jsonResponse(await listHistory(scope, readQuery(request, querySchema))),
});

export const loader = route.loader;
export const action = route.action;
