import { TITLE_BY_CODE, type AppError } from '../errors.ts';
import { extendRequestContext, requestContext } from '../request-context.ts';

/** What an ErrorBoundary finds in `error.data` of a route error response. */
type PageError = { title: string; status: number; detail: string; request_id: string | null };

/**
 * An AppError as a Response that a page's loader or action may throw: Remix hands its JSON, the error's extension with
 * it, to the ErrorBoundary (D2).
 */
export function pageErrorResponse(error: AppError): Response {
  const body: PageError = {
    ...error.extension,
    title: TITLE_BY_CODE[error.code],
    status: error.status,
    detail: error.message,
    request_id: requestContext()?.requestId ?? null,
  };
  const headers = new Headers({
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...error.headers,
  });
  if (error.retryAfter !== undefined) headers.set('Retry-After', String(error.retryAfter));
  extendRequestContext({ retryAfter: error.retryAfter });
  return new Response(JSON.stringify(body), { status: error.status, headers });
}
