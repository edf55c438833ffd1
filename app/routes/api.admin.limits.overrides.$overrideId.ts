import { z } from 'zod';
import { api } from '#app/features/identity/api.server.ts';
import { endOverride } from '#app/features/operations/limits/set-override.server.ts';
import { readJson } from '#app/platform/http.ts';

const route = api('routes/api.admin.limits.overrides.$overrideId', {
  /** Ends an override before its time, with a `reason`: 204. */
  DELETE: async ({ request, scope, params }) => {
    await endOverride(scope, params.overrideId, await readJson(request, z.unknown()));
    return new Response(null, { status: 204 });
  },
});

export const loader = route.loader;
export const action = route.action;
