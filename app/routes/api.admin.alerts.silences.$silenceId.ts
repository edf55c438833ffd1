import { api } from '#app/features/identity/api.server.ts';
import { endSilence } from '#app/features/operations/alerts/silence-rule.server.ts';

const route = api('routes/api.admin.alerts.silences.$silenceId', {
  /** Ends a silence before its time: 204. */
  DELETE: async ({ scope, params }) => {
    await endSilence(scope, params.silenceId);
    return new Response(null, { status: 204 });
  },
});

export const loader = route.loader;
export const action = route.action;
