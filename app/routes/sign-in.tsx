import { data, redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { describeSignIn, OWNERS_PAGE } from '#app/features/identity/describe-sign-in.server.ts';
import { safeNextPath } from '#app/features/identity/next-path.ts';
import { page } from '#app/features/identity/page.server.ts';
import { sendSignInLink } from '#app/features/identity/sign-in-links/send-sign-in-link.server.ts';
import { signInStaff } from '#app/features/identity/staff-sign-in/sign-in-staff.server.ts';
import { LinkForm } from '#app/features/identity/ui/link-form.tsx';
import type { SignInOutcome } from '#app/features/identity/ui/sign-in-outcome.ts';
import { StaffForm } from '#app/features/identity/ui/staff-form.tsx';
import { describeVisitors } from '#app/features/onboarding/describe-visitors.server.ts';
import { LegalLinks } from '#app/features/onboarding/ui/legal-links.tsx';
import { SignedInHere } from '#app/features/onboarding/ui/signed-in-here.tsx';
import { DoorPage } from '#app/ui/door-page.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { TextLink } from '#app/ui/text-link.tsx';

const route = page('routes/sign-in');

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: `${view?.claimed ? headingOf(view.claimed.house?.label) : 'Sign in'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

const FIRST_PAGE = { developer: '/developer', admin: '/admin' } as const;

export const loader = route.loader(async ({ request }) => {
  const visitors = await describeVisitors(request);
  return { ...(await describeSignIn(request, visitors.length > 0)), visitors };
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

const headingOf = (label: string | undefined) => `${label ?? 'This house'} is already open`;

export default function SignIn() {
  const { first, notice, claimed, visitors } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const staff = (
    <StaffForm key="staff" primary={first === 'staff'} outcome={outcome?.form === 'staff' ? outcome : undefined} />
  );
  const owner = (
    <LinkForm
      key="owner"
      primary={first !== 'staff'}
      outcome={outcome?.form === 'link' ? outcome : undefined}
      description={claimed ? 'Enter your address, and we send you your link to the house.' : undefined}
    />
  );
  const forms = { owner: [owner, staff], 'owner alone': [owner], staff: [staff, owner] };
  return (
    <DoorPage>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em] wrap-anywhere">
        {claimed ? headingOf(claimed.house?.label) : 'Sign in'}
      </h1>
      {claimed ? <Claimed builder={claimed.house?.builder} development={claimed.house?.development} /> : null}
      {notice ? (
        <p role="status" className="mt-4 text-lg text-ink-soft">
          {notice}
        </p>
      ) : null}
      <div className="mt-8 grid gap-10">
        {visitors.length > 0 ? <SignedInHere visitors={visitors} /> : null}
        {forms[first]}
      </div>
      {first === 'owner alone' ? <StaffLink /> : null}
      <LegalLinks className="mt-10" />
    </DoorPage>
  );
}

/** Why the code of a house that somebody has opened already leads here, and what to do. */
function Claimed({ builder, development }: { builder?: string; development?: string }) {
  return (
    <div className="mt-4 grid gap-3 text-lg text-ink-soft">
      <p>
        Its owner{development ? `, at ${development},` : ''} has opened it before. From then on the code opens it to
        nobody: if it is yours, we send you your link.
      </p>
      <p className="text-base">
        It is yours and you have never opened it? Then somebody else did: tell {builder ?? 'your builder'} at once.
      </p>
    </div>
  );
}

function StaffLink() {
  const [query] = useSearchParams();
  const next = query.get('next');
  return (
    <p className="mt-10 text-sm text-ink-soft">
      You work for a builder or for OpenHouse?{' '}
      <TextLink to={`/sign-in?${new URLSearchParams({ for: 'staff', ...(next ? { next } : {}) })}`}>
        Staff sign-in
      </TextLink>
    </p>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
