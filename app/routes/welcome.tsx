import { redirect, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { acceptHouse } from '#app/features/onboarding/accept-house.server.ts';
import { WelcomeIntro } from '#app/features/onboarding/ui/welcome-intro.tsx';
import { Button } from '#app/ui/button.tsx';
import { ErrorPage, useSeenError } from '#app/ui/error-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

const route = page('routes/welcome');

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Welcome to ${data.houseLabel}` : 'Welcome · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope, session }) => {
  if (session.claimed) throw redirect('/home');
  const { purchaser, house, development, tenant } = await describeHome(scope);
  const { fullName } = purchaser;
  return { fullName, houseLabel: house.label, developmentName: development.name, builderName: tenant.name };
});

export const action = route.action(async ({ request, claims }) => {
  const { cookie } = await acceptHouse(request, claims);
  return redirect('/home', { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
});

export default function Welcome() {
  const welcome = useLoaderData<typeof loader>();
  const busy = useNavigation().formMethod === 'POST';
  return (
    <WelcomeIntro {...welcome}>
      <Form method="post" replace>
        <Button type="submit" variant="primary" size="large" loading={busy} loadingLabel="Opening your house">
          Open my house
        </Button>
      </Form>
      <p className="max-w-sm text-sm text-ink-soft">
        By opening it you confirm that this is your home: its code is then yours, and nobody else can sign in with it.
      </p>
    </WelcomeIntro>
  );
}

export function ErrorBoundary() {
  const { status } = useSeenError();
  if (status !== 409) return <ErrorPage />;
  return (
    <ErrorPage title="This house has its owner already">
      <LinkButton to="/sign-in?next=/home" variant="primary">
        Sign in by e-mail
      </LinkButton>
    </ErrorPage>
  );
}
