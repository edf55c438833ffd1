import { redirect } from '@remix-run/node';
import { signDownload } from '#app/features/documents/sign-download.server.ts';
import { requireReader } from '#app/features/identity/guards.server.ts';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';

/** Authorises anew at every click, then leads to an address that works for a minute (E7). */
export const loader = apiLoader(async ({ request, params }) => {
  const scope = await requireReader(request);
  const url = await signDownload(scope, params.documentId, new URL(request.url).searchParams.has('save'));
  return redirect(url, { headers: { 'Cache-Control': 'no-store' } });
});
