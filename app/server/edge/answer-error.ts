import type { ErrorRequestHandler, Request } from 'express';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { AppError, TITLE_BY_CODE } from '#app/platform/errors.ts';
import { problemResponse } from '#app/platform/http.ts';
import { requestContext } from '#app/platform/request-context.ts';

const FOR_PROGRAMS = /^\/(api\/|healthz$|readyz$|metrics$)/i;

/**
 * The last error path: what failed before or around Remix is a page for people, and for programs a problem in the same
 * shape as everywhere (D1).
 */
export const answerError: ErrorRequestHandler = async (thrown, request, response, _next) => {
  const status = (thrown as { status?: number }).status;
  const known =
    thrown instanceof AppError
      ? thrown
      : status === 404
        ? new AppError('not-found', 'There is nothing at this address.')
        : status && status < 500
          ? new AppError('bad-request', 'The request is malformed.', { cause: thrown })
          : thrown;
  const error = logApiError(known);
  const answer = problemResponse(error);
  if (response.headersSent) return void response.destroy();
  response.status(answer.status);
  answer.headers.forEach((value, name) => response.setHeader(name, value));
  response.vary('Accept');
  if (!isForPeople(request)) return void response.end(await answer.text());
  for (const name of ['WWW-Authenticate', 'Content-Length']) response.removeHeader(name);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${String(response.locals.nonce)}'; base-uri 'none'; form-action ` +
      `'none'; frame-ancestors 'none'`,
  );
  response.end(
    errorPage(error, {
      requestId: requestContext()?.requestId ?? null,
      nonce: String(response.locals.nonce),
      again: request.method === 'GET',
    }),
  );
};

/** Browsers name text/html when they open a page; programs, and scripts of ours, do not. */
const isForPeople = (request: Request): boolean =>
  !FOR_PROGRAMS.test(request.path) && (request.get('Accept') ?? '').includes('text/html');

/**
 * A whole page that needs nothing else of the server: what happened, what to do, the reference to quote. While the
 * server starts it tries again by itself.
 */
function errorPage(
  error: AppError,
  { requestId, nonce, again }: { requestId: string | null; nonce: string; again: boolean },
): string {
  const title = error.code === 'unavailable' ? 'Back in a moment' : TITLE_BY_CODE[error.code];
  const refresh =
    again && error.code === 'unavailable' && error.retryAfter
      ? `<meta http-equiv="refresh" content="${error.retryAfter}">`
      : '';
  const actions = `${again ? '<a class="first" href="">Try again</a>' : ''}<a href="/">To the first page</a>`;
  const reference = requestId ? `<p class="reference">Reference <code>${escape(requestId)}</code></p>` : '';
  const notKept = ' What you sent may not have been kept: go back, look, and send it again if it is missing.';
  const detail = `${error.message}${again ? '' : notKept}`;
  return `<!doctype html>
<html lang="en-IE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
  <meta name="robots" content="noindex"><title>${escape(title)} · OpenHouse AI</title>${refresh}
  <style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${escape(title)}</h1><p class="detail">${escape(detail)}</p>
  <p class="actions">${actions}</p>${reference}</main></body></html>
`;
}

/** The palette of app/ui/theme.css, without its file. */
const STYLE =
  'body{margin:0;background:#faf6ee;color:#1d1913;font:1rem/1.55 system-ui,sans-serif}' +
  'main{box-sizing:border-box;max-width:36rem;min-height:80vh;margin:0 auto;padding:4rem 1.25rem;' +
  'display:flex;flex-direction:column;justify-content:center;gap:1.25rem}' +
  'h1{font:600 2rem/1.2 Georgia,serif;margin:0}p{margin:0}.detail{font-size:1.125rem;color:#5f574b}' +
  '.actions{display:flex;flex-wrap:wrap;gap:.75rem}' +
  'a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 1.1rem;border:1px solid #8c8270;' +
  'border-radius:.5rem;color:#1d1913;text-decoration:none;font-weight:600}' +
  'a.first{background:#ae8636;border-color:#ae8636}a:focus-visible{outline:2px solid currentColor;outline-offset:2px}' +
  '.reference{border-top:1px solid #e4dccc;padding-top:1rem;font-size:.875rem;color:#5f574b}' +
  'code{color:#1d1913;word-break:break-all;user-select:all}' +
  '@media (prefers-color-scheme:dark){body{background:#191713;color:#f3ecdd}.detail,.reference{color:#b9ae9b}' +
  'a{color:#f3ecdd}a.first{background:#c39a48;border-color:#c39a48;color:#1d1913}.reference{border-color:#3b362d}' +
  'code{color:#f3ecdd}}';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
