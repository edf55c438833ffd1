import { api } from '#app/features/identity/api.server.ts';
import { readDive } from '#app/features/insights/dives/read-dive.server.ts';
import { diveQuerySchema } from '#app/features/insights/dives/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.analytics.handover', {
  /** Which houses were handed over and moved into, and how far their papers are (G4). */
  GET: async ({ request, scope }) =>
    jsonResponse(await readDive(scope, 'handover', readQuery(request, diveQuerySchema(isoDay(new Date()))))),
});

export const loader = route.loader;
export const action = route.action;
