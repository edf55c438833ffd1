import { redirect } from '@remix-run/node';
import { signDefectPhoto } from '#app/features/care/defects/read-defects.server.ts';
import { api } from '#app/features/identity/api.server.ts';

const route = api('routes/defects.photos.$photoId', {
  /** Authorises anew at every look, then leads to an address that works for a minute (E7). */
  GET: async ({ scope, params }) =>
    redirect(await signDefectPhoto(scope, params.photoId), { headers: { 'Cache-Control': 'no-store' } }),
});

export const loader = route.loader;
export const action = route.action;
