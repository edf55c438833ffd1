import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { safeNextPath } from '#app/features/identity/next-path.ts';
import { sendSignInLink } from '#app/features/identity/send-sign-in-link.server.ts';
import { signInStaff } from '#app/features/identity/sign-in-staff.server.ts';
import { LinkForm } from '#app/features/identity/ui/link-form.tsx';
import type { SignInOutcome } from '#app/features/identity/ui/sign-in-outcome.ts';
import { StaffForm } from '#app/features/identity/ui/staff-form.tsx';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { readForm } from '#app/platform/read-form.ts';
import { DoorPage } from '#app/ui/door-page.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';

export const meta: MetaFunction = () => [{ title: 'Sign in · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

const FIRST_PAGE = { developer: '/developer', admin: '/admin' } as const;

/** Pages of a homeowner: whoever was on the way to one is asked for the e-mail link first. */
const OWNERS_PAGE = /^\/(home|welcome)(\/|\?|$)/;

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const next = new URL(request.url).searchParams.get('next');
  return { forOwner: OWNERS_PAGE.test(next ?? '') };
};

export const action = async ({ request }: ActionFunctionArgs) => {
  let isLink = false;
  try {
    const form = await readForm(request);
    isLink = form.get('form') === 'link';
    if (isLink) {
      const { message } = await sendSignInLink(request, { email: form.get('email') });
      return data<SignInOutcome>({ form: 'link', ok: true, message });
    }
    const { role, cookies } = await signInStaff(request, { email: form.get('email'), password: form.get('password') });
    const next = safeNextPath(new URL(request.url).searchParams.get('next'), FIRST_PAGE[role]);
    const headers = new Headers(cookies.map((cookie) => ['Set-Cookie', cookie]));
    return redirect(OWNERS_PAGE.test(next) ? FIRST_PAGE[role] : next, { headers });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const error = logApiError(thrown);
    const headers = new Headers(error.retryAfter === undefined ? {} : { 'Retry-After': String(Math.ceil(error.retryAfter)) });
    return data<SignInOutcome>({ form: isLink ? 'link' : 'staff', ok: false, message: error.message, fields: error.fields }, { status: error.status, headers });
  }
};

export default function SignIn() {
  const { forOwner } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const staff = <StaffForm key="staff" primary={!forOwner} outcome={outcome?.form === 'staff' ? outcome : undefined} />;
  const owner = <LinkForm key="owner" primary={forOwner} outcome={outcome?.form === 'link' ? outcome : undefined} />;
  return (
    <DoorPage>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em]">Sign in</h1>
      <div className="mt-8 grid gap-10">{forOwner ? [owner, staff] : [staff, owner]}</div>
    </DoorPage>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
