import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { readiness } from '#app/features/observability/readiness.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

/** Readiness with each dependency's state: 200 when all are well, else 503. */
export const loader = apiLoader(async () => {
  const { ready, dependencies } = await readiness();
  return jsonResponse({ status: ready ? 'ready' : 'not ready', dependencies }, { status: ready ? 200 : 503 });
});
