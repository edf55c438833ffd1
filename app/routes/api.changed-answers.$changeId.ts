import { z } from 'zod';
import { api } from '#app/features/identity/api.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { decideChange } from '#app/features/insights/changes/decide-change.server.ts';
import { readChange } from '#app/features/insights/changes/read-change.server.ts';
import { changeQuerySchema, decisionSchema } from '#app/features/insights/changes/schema.ts';
import { jsonResponse, readJson, readQuery, validate } from '#app/platform/http.ts';

const route = api('routes/api.changed-answers.$changeId', {
  /** One changed passage with the owners whom it concerns (G12). */
  GET: async ({ request, scope, params }) =>
    jsonResponse(await readChange(scope, params.changeId, readQuery(request, changeQuerySchema))),
  /** Tells the owners concerned in these words, or nobody (decisionSchema): the change as it is then. */
  POST: async ({ request, scope, params }) => {
    const decision = validate(decisionSchema, await readJson(request, z.unknown()));
    await decideChange(scope, params.changeId, decision, publicOrigin(request));
    return jsonResponse(await readChange(scope, params.changeId));
  },
});

export const loader = route.loader;
export const action = route.action;
