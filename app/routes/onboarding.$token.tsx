import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { beginOnboarding, switchHouse } from '#app/features/onboarding/begin-onboarding.server.ts';
import { UnusableCode } from '#app/features/onboarding/ui/unusable-code.tsx';
import { WhichHousePage } from '#app/features/onboarding/ui/which-house-page.tsx';

const route = page('routes/onboarding.$token');

export const meta: MetaFunction = () => [
  { title: 'Which house? · OpenHouse AI' },
  { name: 'referrer', content: 'same-origin' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ request }) => beginOnboarding(request));

export const action = route.action(({ request }) => switchHouse(request));

/** The loader leads on, unless the browser is signed in to another house. */
export default function Onboarding() {
  return <WhichHousePage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <UnusableCode />;
}
