import { redirect, type MetaFunction } from '@remix-run/node';
import { Form, isRouteErrorResponse, useLoaderData, useNavigation } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { lookAtSignInLink, openSignInLink } from '#app/features/onboarding/look-at-sign-in-link.server.ts';
import { UnusableLink, UNUSABLE_LINK } from '#app/features/onboarding/ui/unusable-link.tsx';
import { Button } from '#app/ui/button.tsx';
import { DoorPage } from '#app/ui/door-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

const route = page('routes/sign-in_.link.$token');

/* The underscore in the file's name keeps this page out of the sign-in page, which has no place for it. */

export const meta: MetaFunction = ({ error }) => [
  {
    title: `${isRouteErrorResponse(error) && error.status === 410 ? UNUSABLE_LINK : 'Welcome back'} · OpenHouse AI`,
  },
  { name: 'referrer', content: 'same-origin' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ request, params }) => lookAtSignInLink(request, params.token ?? ''));

export const action = route.action(async ({ request, params }) => {
  const { cookie } = await openSignInLink(request, params.token ?? '');
  return redirect('/home', { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
});

export default function SignInLink() {
  const { house, current } = useLoaderData<typeof loader>();
  const busy = useNavigation().state !== 'idle';
  return (
    <DoorPage>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em]">Welcome back</h1>
      <p className="mt-4 text-lg wrap-anywhere text-ink-soft">
        This signs you in to {house.label}, {house.development}, on this device for 30 days. The link works once.
      </p>
      {current ? (
        <p className="mt-4 wrap-anywhere text-ink-soft">
          You are signed in to {current.label}, {current.development}, on this device. Opening {house.label} signs you
          out of it here.
        </p>
      ) : null}
      <Form method="post" replace className="mt-8 grid gap-3" onSubmit={() => current && sessionStorage.clear()}>
        <Button type="submit" variant="primary" size="large" loading={busy} loadingLabel="Signing you in">
          {current ? `Open ${house.label}` : 'Open my home'}
        </Button>
        {current ? (
          <LinkButton to={current.home} size="large">
            Stay in {current.label}
          </LinkButton>
        ) : null}
      </Form>
    </DoorPage>
  );
}

export const ErrorBoundary = UnusableLink;
