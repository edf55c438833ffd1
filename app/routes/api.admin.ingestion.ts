import { api } from '#app/features/identity/api.server.ts';
import { listReadings } from '#app/features/operations/records/list-readings.server.ts';
import { readingFilterSchema } from '#app/features/operations/records/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.ingestion', {
  /** Every version of every document with what became of reading it, newest first (H7), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listReadings(scope, readQuery(request, readingFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
