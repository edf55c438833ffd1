import { exportDefects } from '#app/features/care/defects/export-defects.server.ts';
import { filterOf } from '#app/features/care/defects/read-defects.server.ts';
import { defectQuerySchema } from '#app/features/care/defects/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { contentDisposition } from '#app/platform/storage.ts';

const route = api('routes/developer.defects.csv', {
  GET: async ({ request, scope }) => {
    const csv = await exportDefects(scope, filterOf(readQuery(request, defectQuerySchema)));
    return new Response(csv, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': contentDisposition('defects.csv', true),
        'Cache-Control': 'no-store',
      },
    });
  },
});

export const loader = route.loader;
export const action = route.action;
