import { api } from '#app/features/identity/api.server.ts';
import { listFirings } from '#app/features/operations/alerts/list-firings.server.ts';
import { firingFilterSchema } from '#app/features/operations/alerts/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.alerts.firings._index', {
  /** Alerts that fired, newest first (D9), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listFirings(scope, readQuery(request, firingFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
