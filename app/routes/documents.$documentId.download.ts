import { redirect } from '@remix-run/node';
import { signDownload } from '#app/features/documents/files/sign-download.server.ts';
import { downloadQuerySchema } from '#app/features/documents/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { readQuery } from '#app/platform/http.ts';

const route = api('routes/documents.$documentId.download', {
  /** Authorises anew at every click, then leads to an address that works for a minute (E7). */
  GET: async ({ request, scope, params }) => {
    const { save, version } = readQuery(request, downloadQuerySchema);
    const url = await signDownload(scope, params.documentId, { download: save !== undefined, version });
    return redirect(url, { headers: { 'Cache-Control': 'no-store' } });
  },
});

export const loader = route.loader;
export const action = route.action;
