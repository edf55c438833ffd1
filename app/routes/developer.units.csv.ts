import { exportUnits, UNIT_HEADINGS } from '#app/features/homes/export-units.server.ts';
import { unitQuerySchema } from '#app/features/homes/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { IMPORT_HEADINGS } from '#app/features/onboarding/import/import-columns.ts';
import { csvResponse } from '#app/platform/csv/write-csv.ts';
import { readQuery } from '#app/platform/http.ts';

async function* nothing(): AsyncGenerator<never[]> {
  yield [];
}

const route = api('routes/developer.units.csv', {
  /** `?template`: the headings that an import reads, and no house. */
  GET: async ({ request, scope }) =>
    new URL(request.url).searchParams.has('template')
      ? csvResponse('houses-template.csv', IMPORT_HEADINGS, nothing())
      : csvResponse('houses.csv', UNIT_HEADINGS, exportUnits(scope, readQuery(request, unitQuerySchema))),
});

export const loader = route.loader;
export const action = route.action;
