import { redirect, type MetaFunction } from '@remix-run/node';
import { Form, useNavigation } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { describeSignInLink, redeemSignInLink } from '#app/features/identity/redeem-sign-in-link.server.ts';
import { Button } from '#app/ui/button.tsx';
import { DoorPage } from '#app/ui/door-page.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

const route = page('routes/sign-in_.link.$token');

/* The underscore in the file's name keeps this page out of the sign-in page, which has no place for it. */

export const meta: MetaFunction = () => [
  { title: 'Sign in · OpenHouse AI' },
  { name: 'referrer', content: 'same-origin' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ params }) => describeSignInLink(params.token ?? ''));

export const action = route.action(async ({ request, params }) => {
  const { cookie } = await redeemSignInLink(request, params.token ?? '');
  return redirect('/home', { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
});

export default function SignInLink() {
  const busy = useNavigation().state !== 'idle';
  return (
    <DoorPage>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em]">Welcome back</h1>
      <p className="mt-4 text-lg text-ink-soft">
        This signs you in to your home on this device for 30 days. The link works once.
      </p>
      <Form method="post" replace className="mt-8">
        <Button type="submit" variant="primary" size="large" loading={busy} loadingLabel="Signing you in">
          Open my home
        </Button>
      </Form>
    </DoorPage>
  );
}

export function ErrorBoundary() {
  return (
    <ErrorPage>
      <LinkButton to="/sign-in" variant="primary">
        Ask for a new link
      </LinkButton>
    </ErrorPage>
  );
}
