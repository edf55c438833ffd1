import { redirect } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { signOutEverywhere } from '#app/features/identity/sessions/sign-out-everywhere.server.ts';

const route = page('routes/sign-out_.everywhere');

const NEXT = {
  everywhere: '/sign-in?signed-out=everywhere',
  here: '/sign-in?signed-out=here',
  nothing: '/sign-in?signed-out=nothing',
};

/** A link must not sign people out (it may be prefetched), so a GET only leads home. */
export const loader = route.loader(async () => redirect('/home'));

export const action = route.action(async ({ request }) => {
  const { ended, cookies } = await signOutEverywhere(request);
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return redirect(NEXT[ended], { headers });
});
