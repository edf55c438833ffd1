import { api } from '#app/features/identity/api.server.ts';
import { readDive } from '#app/features/insights/dives/read-dive.server.ts';
import { diveQuerySchema } from '#app/features/insights/dives/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.analytics.jobs', {
  /** What was read and done for the builder, and what failed (G4). */
  GET: async ({ request, scope }) =>
    jsonResponse(await readDive(scope, 'jobs', readQuery(request, diveQuerySchema(isoDay(new Date()))))),
});

export const loader = route.loader;
export const action = route.action;
