import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openClaimedHouse } from '#app/features/identity/claimed-house.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { clearedCookie, HOMEOWNER_COOKIE } from '#app/features/identity/sessions/session-cookies.server.ts';
import { reportWrongName } from '#app/features/onboarding/report-wrong-name.server.ts';
import { DoorPage } from '#app/ui/door-page.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

const route = page('routes/welcome_.not-me');

export const meta: MetaFunction = () => [
  { title: 'Not your house? · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request }) => ({
  house: await openClaimedHouse(new URL(request.url).searchParams.get('house')),
}));

/** An owner has accepted the name and the house with it. */
export const action = route.action(async ({ request, session }) => {
  if (session.claimed) return redirect('/home');
  const to = await reportWrongName(session, new URL(request.url).origin);
  const headers = { 'Set-Cookie': clearedCookie(request, HOMEOWNER_COOKIE), 'Cache-Control': 'no-store' };
  return redirect(to, { headers });
});

export default function NotMe() {
  const { house } = useLoaderData<typeof loader>();
  const builder = house?.builder ?? 'your builder';
  return (
    <DoorPage>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em]">
        {house ? 'Thank you for telling us' : 'Not your house?'}
      </h1>
      <div className="mt-4 grid gap-4 text-lg wrap-anywhere text-ink-soft">
        {house ? (
          <p>
            {builder} has been told that the code of {house.label}, {house.development}, greets somebody else. Nothing
            was opened, and you are signed out of it on this device.
          </p>
        ) : (
          <p>If a code greets you by another name, choose “This is not me” there: your builder is then told.</p>
        )}
        <p>
          Is it your house under another name? {builder} puts the name right and gives you a new code. Is it not your
          house? Then scan the code in your own home.
        </p>
      </div>
      <div className="mt-8 flex flex-wrap gap-3">
        <LinkButton to="/" variant="primary">
          To the first page
        </LinkButton>
      </div>
    </DoorPage>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
