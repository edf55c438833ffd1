import { redirect } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { signOutEverywhere } from '#app/features/identity/sign-out-everywhere.server.ts';

const route = page('routes/sign-out_.everywhere');

/** A link must not sign people out (it may be prefetched), so a GET only leads home. */
export const loader = route.loader(async () => redirect('/home'));

export const action = route.action(async ({ request }) => {
  const cookie = await signOutEverywhere(request);
  return redirect('/sign-in?signed-out=everywhere', { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
});
