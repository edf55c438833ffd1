import { redirect } from '@remix-run/node';
import { signDownload } from '#app/features/documents/sign-download.server.ts';
import { api } from '#app/features/identity/api.server.ts';

const route = api('routes/documents.$documentId.download', {
  /** Authorises anew at every click, then leads to an address that works for a minute (E7). */
  GET: async ({ request, scope, params }) => {
    const url = await signDownload(scope, params.documentId, new URL(request.url).searchParams.has('save'));
    return redirect(url, { headers: { 'Cache-Control': 'no-store' } });
  },
});

export const loader = route.loader;
export const action = route.action;
