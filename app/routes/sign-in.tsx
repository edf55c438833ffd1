import { data, redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { safeNextPath } from '#app/features/identity/next-path.ts';
import { page } from '#app/features/identity/page.server.ts';
import { sendSignInLink } from '#app/features/identity/send-sign-in-link.server.ts';
import { signInStaff } from '#app/features/identity/sign-in-staff.server.ts';
import { hasSignedOutEverywhere } from '#app/features/identity/sign-out-everywhere.server.ts';
import { LinkForm } from '#app/features/identity/ui/link-form.tsx';
import type { SignInOutcome } from '#app/features/identity/ui/sign-in-outcome.ts';
import { StaffForm } from '#app/features/identity/ui/staff-form.tsx';
import { DoorPage } from '#app/ui/door-page.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';

const route = page('routes/sign-in');

export const meta: MetaFunction = () => [{ title: 'Sign in · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

const FIRST_PAGE = { developer: '/developer', admin: '/admin' } as const;

/** Pages of a homeowner: whoever was on the way to one is asked for the e-mail link first. */
const OWNERS_PAGE = /^\/(home|welcome)(\/|\?|$)/;

const ENDED = 'You are signed out on all devices. Sign-in links that were sent before no longer work.';
const NOT_ENDED =
  'You are not signed in on this device, and your other devices were left as they are. To sign out on all ' +
  'devices, sign in again and choose it there.';

export const loader = route.loader(async ({ request }) => {
  const { searchParams } = new URL(request.url);
  const signedOut = searchParams.get('signed-out');
  const done = signedOut === 'everywhere' && hasSignedOutEverywhere(request);
  const notice = done ? ENDED : signedOut === 'nothing' ? NOT_ENDED : null;
  return { forOwner: notice !== null || OWNERS_PAGE.test(searchParams.get('next') ?? ''), notice };
});

export const action = route.action(
  async ({ request, form }) => {
    const fields = await form();
    if (fields.get('form') === 'link') {
      const { message } = await sendSignInLink(request, { email: fields.get('email') });
      return data<SignInOutcome>({ form: 'link', ok: true, message });
    }
    const { role, cookies } = await signInStaff(request, {
      email: fields.get('email'),
      password: fields.get('password'),
    });
    const next = safeNextPath(new URL(request.url).searchParams.get('next'), FIRST_PAGE[role]);
    const to = OWNERS_PAGE.test(next) ? FIRST_PAGE[role] : next;
    return redirect(to, { headers: new Headers(cookies.map((cookie) => ['Set-Cookie', cookie])) });
  },
  ({ message, fields }, form): SignInOutcome => ({
    form: form.get('form') === 'link' ? 'link' : 'staff',
    ok: false,
    message,
    fields,
  }),
);

export default function SignIn() {
  const { forOwner, notice } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const staff = <StaffForm key="staff" primary={!forOwner} outcome={outcome?.form === 'staff' ? outcome : undefined} />;
  const owner = <LinkForm key="owner" primary={forOwner} outcome={outcome?.form === 'link' ? outcome : undefined} />;
  return (
    <DoorPage>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em]">Sign in</h1>
      {notice ? (
        <p role="status" className="mt-4 text-lg text-ink-soft">
          {notice}
        </p>
      ) : null}
      <div className="mt-8 grid gap-10">{forOwner ? [owner, staff] : [staff, owner]}</div>
    </DoorPage>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
