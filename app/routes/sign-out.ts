import { redirect } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { signOut } from '#app/features/identity/sessions/sign-out.server.ts';

const route = page('routes/sign-out');

/** Whoever leaves a house finds the owner's form, and a word that it is done. */
const NEXT = { owner: '/sign-in?signed-out=here', staff: '/sign-in?for=staff&signed-out=here', nobody: '/sign-in' };

/** A link must not sign people out (it may be prefetched), so a GET only leads to the sign-in page. */
export const loader = route.loader(async () => redirect('/sign-in'));

export const action = route.action(async ({ request }) => {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  const { cookies, who } = await signOut(request);
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return redirect(NEXT[who ?? 'nobody'], { headers });
});
