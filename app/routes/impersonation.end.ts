import { redirect } from '@remix-run/node';
import { endOwnImpersonation } from '#app/features/identity/impersonation/end-impersonation.server.ts';
import { page } from '#app/features/identity/page.server.ts';

const route = page('routes/impersonation.end');

/** The banner's button: back to where the admin was. */
export const action = route.action(async ({ request }) => {
  const { back, cookie } = await endOwnImpersonation(request);
  return redirect(back, { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
});
