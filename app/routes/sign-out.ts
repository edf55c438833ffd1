import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { answering } from '#app/features/identity/answering.server.ts';
import { signOut } from '#app/features/identity/sign-out.server.ts';

/** A link must not sign people out (it may be prefetched), so a GET only leads to the sign-in page. */
export const loader = () => redirect('/sign-in');

export const action = async ({ request }: ActionFunctionArgs) => {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const cookie of await answering(request, () => signOut(request))) headers.append('Set-Cookie', cookie);
  return redirect('/sign-in', { headers });
};
