import { data, redirect, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { acceptHouse } from '#app/features/onboarding/accept-house.server.ts';
import { WelcomeIntro } from '#app/features/onboarding/ui/welcome-intro.tsx';
import { AppError } from '#app/platform/errors.ts';
import { Button } from '#app/ui/button.tsx';
import { ErrorPage, useSeenError } from '#app/ui/error-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';

const route = page('routes/welcome');

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: loaded ? `Welcome to ${loaded.names.houseLabel}` : 'Welcome · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope, session }) => {
  if (session.claimed) throw redirect('/home');
  const { purchaser, house, development, tenant } = await describeHome(scope);
  const { fullName } = purchaser;
  // Where the surname is asked for, the greeting does not tell it.
  const greeting = development.asksSurname
    ? { lead: 'Welcome to', fullName: house.label }
    : { lead: 'Welcome,', fullName };
  const names = { ...greeting, houseLabel: house.label, developmentName: development.name, builderName: tenant.name };
  return { names, asksSurname: development.asksSurname };
});

export const action = route.action(async ({ request, claims, form }) => {
  try {
    // A program accepts by a bare POST, whatever it says of its body.
    const isForm = /form/.test(request.headers.get('Content-Type') ?? '');
    const { cookie } = await acceptHouse(request, claims, isForm ? (await form()).get('surname') : null);
    return redirect('/home', { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    return data({ surname: error.message }, { status: error.status });
  }
});

export default function Welcome() {
  const { names, asksSurname } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const busy = useNavigation().formAction === '/welcome';
  return (
    <WelcomeIntro {...names}>
      <Form method="post" replace className="grid w-full max-w-xs justify-items-center gap-4">
        {asksSurname ? (
          <TextField
            label="Your surname"
            hint="As in your contract."
            name="surname"
            autoComplete="family-name"
            maxLength={200}
            error={refused?.surname}
            className="w-full text-left"
            required
          />
        ) : null}
        <Button type="submit" variant="primary" size="large" loading={busy} loadingLabel="Opening your house">
          Open my house
        </Button>
      </Form>
      <p className="max-w-sm text-sm text-ink-soft">
        By opening it you confirm that it is your home and accept the <TextLink to="/terms">terms of use</TextLink> and
        the <TextLink to="/privacy">privacy notice</TextLink>. Nobody else can sign in with its code from then on.
      </p>
      <Form method="post" action="/welcome/not-me">
        <Button type="submit" variant="quiet">
          This is not me
        </Button>
      </Form>
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
