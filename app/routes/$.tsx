import type { MetaFunction } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

const route = page('routes/$');

export const meta: MetaFunction = () => [{ title: 'Not found · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async () => {
  throw new AppError(
    'not-found',
    'The link may be old or mistyped. Check the address, or start again from the first page.',
  );
});

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return (
    <ErrorPage>
      <LinkButton to="/" variant="primary">
        To the first page
      </LinkButton>
      <LinkButton to="/home">To my home</LinkButton>
    </ErrorPage>
  );
}
