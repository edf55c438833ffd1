import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LinkButton } from './link-button.tsx';
import { LogoMark } from './logo.tsx';

/** Does asking again help? Not where there is nothing, or nothing for this person. */
export const mayPass = (status: number): boolean => status >= 500 || status === 408 || status === 429;

/** What went wrong, as an ErrorBoundary sees it. The message of an unexpected error is never shown. */
export type SeenError = { status: number; title: string; detail: string; requestId: string | null };

const TITLES: Record<number, string> = {
  401: 'Please sign in',
  403: 'This page is not open to you',
  404: 'There is nothing at this address',
  405: 'This address does not work that way',
  429: 'A little too quick',
  503: 'Back in a moment',
};

const DETAILS: Record<number, string> = {
  404: 'The link may be old or mistyped. Check the address, or start again from the first page.',
  405: 'Go back and use the page’s own buttons.',
  429: 'Too many requests came from here in a short time. Wait a minute and try again.',
  503: 'We are just starting up. Try again in a few seconds.',
};

function text(data: unknown, key: string): string | null {
  const value =
    typeof data === 'object' && data !== null && key in data ? (data as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The error of the nearest ErrorBoundary in words for people, with the request's id. */
export function useSeenError(): SeenError {
  const error = useRouteError();
  const root = useRouteLoaderData('root');
  const requestId = text(root, 'requestId');
  if (isRouteErrorResponse(error)) {
    return {
      status: error.status,
      title: text(error.data, 'heading') ?? TITLES[error.status] ?? text(error.data, 'title') ?? 'Something went wrong',
      detail:
        text(error.data, 'detail') ??
        DETAILS[error.status] ??
        'Go back and try again. If it happens again, tell us the reference below.',
      requestId: text(error.data, 'request_id') ?? requestId,
    };
  }
  // What the browser says of a request that reached nobody.
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return {
      status: 503,
      title: 'This page needs a connection',
      detail: 'Your device does not reach us. Nothing is lost: try again once you are connected.',
      requestId: null,
    };
  }
  return {
    status: 500,
    title: 'Something went wrong',
    detail:
      'It was our side, not yours, and it has been recorded. Try again; if it happens again, tell us the ' +
      'reference below.',
    requestId,
  };
}

/**
 * A whole page for an error: what happened, what to do (`help`, if more than a sentence), and the reference to quote.
 * `children` replaces the usual actions.
 */
export function ErrorPage({
  title,
  detail,
  status,
  requestId,
  help,
  children,
}: Partial<SeenError> & { help?: ReactNode; children?: ReactNode }) {
  const seen = useSeenError();
  const shown = {
    status: status ?? seen.status,
    title: title ?? seen.title,
    detail: detail ?? seen.detail,
    requestId: requestId ?? seen.requestId,
  };
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto grid min-h-[80dvh] max-w-xl content-center justify-items-start gap-5 px-5 py-16"
    >
      <LogoMark className="size-10" />
      <div className="grid gap-3">
        <h1 className="font-serif text-3xl leading-tight font-semibold tracking-[-0.01em] sm:text-4xl">
          {shown.title}
        </h1>
        <p className="text-lg text-ink-soft">{shown.detail}</p>
      </div>
      {help}
      <div className="flex flex-wrap gap-3">
        {children ?? (
          <>
            {mayPass(shown.status) ? (
              <LinkButton to="." reloadDocument variant="primary">
                Try again
              </LinkButton>
            ) : null}
            <LinkButton to="/" variant={mayPass(shown.status) ? 'secondary' : 'primary'}>
              To the first page
            </LinkButton>
          </>
        )}
      </div>
      {shown.requestId && shown.status !== 404 ? (
        <p className="border-t border-hairline pt-4 text-sm text-ink-soft">
          Reference <code className="font-mono text-[0.8125rem] break-all text-ink select-all">{shown.requestId}</code>
        </p>
      ) : null}
    </main>
  );
}
