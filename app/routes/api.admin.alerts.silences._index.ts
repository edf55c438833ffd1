import { z } from 'zod';
import { api } from '#app/features/identity/api.server.ts';
import { listSilences } from '#app/features/operations/alerts/list-silences.server.ts';
import { silenceFilterSchema } from '#app/features/operations/alerts/schema.ts';
import { silenceRule } from '#app/features/operations/alerts/silence-rule.server.ts';
import { jsonResponse, readJson, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.alerts.silences._index', {
  /** Silences of rules, newest first (D9), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listSilences(scope, readQuery(request, silenceFilterSchema))),
  /** Silences a rule until an end: 201 with its id. */
  POST: async ({ request, scope }) =>
    jsonResponse({ silence_id: await silenceRule(scope, await readJson(request, z.unknown())) }, { status: 201 }),
});

export const loader = route.loader;
export const action = route.action;
