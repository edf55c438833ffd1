import { api } from '#app/features/identity/api.server.ts';
import { listChanges } from '#app/features/insights/changes/list-changes.server.ts';
import { changesQuerySchema } from '#app/features/insights/changes/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.changed-answers._index', {
  /** Passages that do not read any more as owners were told, newest first (G12, B1). */
  GET: async ({ request, scope }) => jsonResponse(await listChanges(scope, readQuery(request, changesQuerySchema))),
});

export const loader = route.loader;
export const action = route.action;
