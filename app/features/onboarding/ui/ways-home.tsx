import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { SignedIn } from '../describe-visitors.server.ts';

/** Who is signed in, as the error says that an ErrorBoundary shows; nobody where it does not. */
export function useSeenVisitors(): SignedIn[] {
  const error = useRouteError();
  const data: unknown = isRouteErrorResponse(error) ? error.data : null;
  const isTold = typeof data === 'object' && data !== null && 'visitors' in data && Array.isArray(data.visitors);
  return isTold ? (data.visitors as SignedIn[]) : [];
}

/** From an error page to where its reader belongs: their house or portal, and the first page. */
export function WaysHome() {
  const visitors = useSeenVisitors();
  return (
    <>
      {visitors.map(({ home, open }, index) => (
        <LinkButton key={home} to={home} variant={index === 0 ? 'primary' : 'secondary'}>
          {open}
        </LinkButton>
      ))}
      <LinkButton to="/" variant={visitors.length === 0 ? 'primary' : 'secondary'}>
        To the first page
      </LinkButton>
    </>
  );
}
