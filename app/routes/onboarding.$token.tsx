import { page } from '#app/features/identity/page.server.ts';
import { beginOnboarding } from '#app/features/onboarding/begin-onboarding.server.ts';
import { UnusableCode } from '#app/features/onboarding/ui/unusable-code.tsx';

const route = page('routes/onboarding.$token');

export const loader = route.loader(({ request }) => beginOnboarding(request));

/** The loader always leads on; the component makes this a page, so that a failure is shown as one. */
export default function Onboarding() {
  return null;
}

export function ErrorBoundary() {
  return <UnusableCode />;
}
