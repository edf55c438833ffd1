import { api } from '#app/features/identity/api.server.ts';
import { readiness } from '#app/features/observability/readiness.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/readyz', {
  /** Readiness with each dependency's state: 200 when all are well, else 503. */
  GET: async () => {
    const { ready, dependencies } = await readiness();
    return jsonResponse({ status: ready ? 'ready' : 'not ready', dependencies }, { status: ready ? 200 : 503 });
  },
});

export const loader = route.loader;
export const action = route.action;
