import type { MetaFunction } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { describeVisitors } from '#app/features/onboarding/describe-visitors.server.ts';
import { WaysHome } from '#app/features/onboarding/ui/ways-home.tsx';
import { AppError } from '#app/platform/errors.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';

const route = page('routes/$');

export const meta: MetaFunction = () => [{ title: 'Not found · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request }) => {
  throw new AppError(
    'not-found',
    'The link may be old or mistyped. Check the address, or start again from the first page.',
    { extension: { visitors: await describeVisitors(request) } },
  );
});

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return (
    <ErrorPage>
      <WaysHome />
    </ErrorPage>
  );
}
