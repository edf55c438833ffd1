import { data, redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { homeAmong, useHome } from '#app/features/homes/ui/use-home.ts';
import { clientOf } from '#app/features/identity/client-of.server.ts';
import { endDevice } from '#app/features/identity/sessions/end-device.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { clearedCookie, HOMEOWNER_COOKIE } from '#app/features/identity/sessions/session-cookies.server.ts';
import { acceptLegalTexts } from '#app/features/onboarding/accept-legal-texts.server.ts';
import { LegalLinks } from '#app/features/onboarding/ui/legal-links.tsx';
import { describeOwnData } from '#app/features/privacy/describe-own-data.server.ts';
import { eraseOwner } from '#app/features/privacy/erase-owner.server.ts';
import { requestLogbook } from '#app/features/privacy/logbook/request-logbook.server.ts';
import { Devices } from '#app/features/privacy/ui/devices.tsx';
import { EraseForm } from '#app/features/privacy/ui/erase-form.tsx';
import { Logbooks } from '#app/features/privacy/ui/logbooks.tsx';
import { Visits } from '#app/features/privacy/ui/visits.tsx';
import { WhatIsHeld } from '#app/features/privacy/ui/what-is-held.tsx';
import { Alert } from '#app/ui/alert.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';

const route = page('routes/home.privacy');

export const meta: MetaFunction = ({ matches }) => [
  { title: `Privacy of ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) =>
  data(
    { ...(await describeOwnData(scope, clientOf(request).userAgent)), now: new Date().toISOString() },
    { headers: { 'Cache-Control': 'no-store' } },
  ),
);

const HERE = '/home/privacy';

export const action = route.intents(
  {
    accept: async ({ scope }) => {
      await acceptLegalTexts(scope);
      return redirect(HERE);
    },
    device: async ({ scope, form }) => {
      await endDevice(scope, (await form()).get('session'));
      return redirect(HERE);
    },
    logbook: async ({ scope }) => {
      await requestLogbook(scope);
      return redirect(`${HERE}#logbook`);
    },
    erase: async ({ request, scope, form }) => {
      await eraseOwner(scope, (await form()).get('confirmation'));
      const headers = { 'Set-Cookie': clearedCookie(request, HOMEOWNER_COOKIE), 'Cache-Control': 'no-store' };
      return redirect('/privacy?erased', { headers });
    },
  },
  ({ message, fields }) => ({ message, fields }),
);

/** What is held about the owner: to see, to take along, to end on a device, to erase (E10, F13). */
export default function Privacy() {
  const { now, ...own } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { purchaser, house } = useHome();
  const fault = refusal?.fields.find(({ field }) => field === 'confirmation')?.message;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-8 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 sm:pt-10">
      <PageHeader title="Privacy" description="What is held about you, and what you can do with it." />
      <div className="grid gap-8">
        {refusal && !fault ? <Alert tone="negative">{refusal.message}</Alert> : null}
        <WhatIsHeld own={own} fullName={purchaser.fullName} now={now} />
        <Devices devices={own.devices} now={now} />
        <Visits visits={own.visits} now={now} />
        <Logbooks logbooks={own.logbooks} fingerprint={own.fingerprint} houseLabel={house.label} now={now} />
        <EraseForm error={fault} houseLabel={house.label} />
        <LegalLinks />
      </div>
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
