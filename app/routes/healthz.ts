import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

/** Liveness: the process answers. */
export const loader = apiLoader(async () => jsonResponse({ status: 'ok' }));
