import { DEFECT_HEADINGS, exportDefects } from '#app/features/care/defects/export-defects.server.ts';
import { filterOf } from '#app/features/care/defects/read-defects.server.ts';
import { defectQuerySchema } from '#app/features/care/defects/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { csvResponse } from '#app/platform/csv/write-csv.ts';
import { readQuery } from '#app/platform/http.ts';

const route = api('routes/developer.defects.csv', {
  GET: async ({ request, scope }) =>
    csvResponse('defects.csv', DEFECT_HEADINGS, exportDefects(scope, filterOf(readQuery(request, defectQuerySchema)))),
});

export const loader = route.loader;
export const action = route.action;
