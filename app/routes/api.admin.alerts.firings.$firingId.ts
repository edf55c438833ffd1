import { z } from 'zod';
import { api } from '#app/features/identity/api.server.ts';
import { acknowledgeFiring } from '#app/features/operations/alerts/acknowledge-firing.server.ts';
import { getFiring } from '#app/features/operations/alerts/get-firing.server.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';

const route = api('routes/api.admin.alerts.firings.$firingId', {
  /** One alert that fired (D9). */
  GET: async ({ scope, params }) => jsonResponse(await getFiring(scope, params.firingId)),
  /** Acknowledges it, with a `note`: the alert as it is then. */
  PATCH: async ({ request, scope, params }) => {
    await acknowledgeFiring(scope, params.firingId, await readJson(request, z.unknown()));
    return jsonResponse(await getFiring(scope, params.firingId));
  },
});

export const loader = route.loader;
export const action = route.action;
