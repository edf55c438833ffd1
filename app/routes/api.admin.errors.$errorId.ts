import { z } from 'zod';
import { api } from '#app/features/identity/api.server.ts';
import { decideError } from '#app/features/operations/errors/decide-error.server.ts';
import { getError } from '#app/features/operations/errors/get-error.server.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';

const route = api('routes/api.admin.errors.$errorId', {
  /** One error with the stack of its latest occurrence (H8). */
  GET: async ({ scope, params }) => jsonResponse(await getError(scope, params.errorId)),
  /** Resolves, mutes, opens or gives it to somebody (errorDecisionSchema): the error as it is then. */
  PATCH: async ({ request, scope, params }) => {
    await decideError(scope, params.errorId, await readJson(request, z.unknown()));
    return jsonResponse(await getError(scope, params.errorId));
  },
});

export const loader = route.loader;
export const action = route.action;
