import { redirect } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { signOut } from '#app/features/identity/sign-out.server.ts';

const route = page('routes/sign-out');

/** A link must not sign people out (it may be prefetched), so a GET only leads to the sign-in page. */
export const loader = route.loader(async () => redirect('/sign-in'));

export const action = route.action(async ({ request }) => {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const cookie of await signOut(request)) headers.append('Set-Cookie', cookie);
  return redirect('/sign-in', { headers });
});
