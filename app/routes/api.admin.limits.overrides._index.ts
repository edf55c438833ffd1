import { z } from 'zod';
import { api } from '#app/features/identity/api.server.ts';
import { listOverrides } from '#app/features/operations/limits/list-overrides.server.ts';
import { overrideFilterSchema } from '#app/features/operations/limits/schema.ts';
import { setOverride } from '#app/features/operations/limits/set-override.server.ts';
import { jsonResponse, readJson, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.limits.overrides._index', {
  /** Overrides of limits, newest first (H10), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listOverrides(scope, readQuery(request, overrideFilterSchema))),
  /** Sets one, until its end: 201 with its id. */
  POST: async ({ request, scope }) =>
    jsonResponse({ override_id: await setOverride(scope, await readJson(request, z.unknown())) }, { status: 201 }),
});

export const loader = route.loader;
export const action = route.action;
