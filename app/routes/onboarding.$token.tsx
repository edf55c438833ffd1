import { page } from '#app/features/identity/page.server.ts';
import { beginOnboarding, switchHouse } from '#app/features/onboarding/begin-onboarding.server.ts';
import { UnusableCode } from '#app/features/onboarding/ui/unusable-code.tsx';
import { WhichHousePage, whichHouseMeta } from '#app/features/onboarding/ui/which-house-page.tsx';

const route = page('routes/onboarding.$token');

export const meta = whichHouseMeta;
export const loader = route.loader(({ request }) => beginOnboarding(request));
export const action = route.action(({ request }) => switchHouse(request));

/** The loader leads on, unless the browser is signed in to another house. */
export default WhichHousePage;
export const ErrorBoundary = UnusableCode;
