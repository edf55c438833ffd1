import { api } from '#app/features/identity/api.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

/** Liveness: the process answers. */
const route = api('routes/healthz', { GET: async () => jsonResponse({ status: 'ok' }) });

export const loader = route.loader;
export const action = route.action;
