import { api } from '#app/features/identity/api.server.ts';
import { diveOf } from '#app/features/insights/dives/dive-of.ts';
import { diveHeadings, exportDive } from '#app/features/insights/dives/export-dive.server.ts';
import { diveQuerySchema } from '#app/features/insights/dives/schema.ts';
import { csvResponse } from '#app/platform/csv/write-csv.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { readQuery } from '#app/platform/http.ts';

const route = api('routes/developer.analytics.$dive_.csv', {
  GET: async ({ request, scope, params }) => {
    const name = diveOf(params.dive);
    const query = readQuery(request, diveQuerySchema(isoDay(new Date())));
    const file = `${name}-${query.from}-${query.to}.csv`;
    return csvResponse(file, diveHeadings(name), exportDive(scope, name, query));
  },
});

export const loader = route.loader;
export const action = route.action;
