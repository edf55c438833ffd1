import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type ActionFunctionArgs, type AppLoadContext, type EntryContext, type LoaderFunctionArgs } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { logApiError } from './features/observability/log-api-error.server.ts';
import { contentSecurityPolicy } from './platform/content-security-policy.ts';
import { NonceContext } from './ui/nonce.ts';

/** Milliseconds after which a page that still streams is cut off. */
export const streamTimeout = 10_000;

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext, loadContext: AppLoadContext): Promise<Response> {
  const nonce = String(loadContext.nonce ?? '');
  const waitForAll = isbot(request.headers.get('User-Agent') ?? '');
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let responseStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
      </NonceContext.Provider>,
      {
        nonce,
        [waitForAll ? 'onAllReady' : 'onShellReady']() {
          shellSent = true;
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Content-Security-Policy', contentSecurityPolicy(nonce, { dev: import.meta.env.DEV, https: new URL(request.url).protocol === 'https:' }));
          if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          if (shellSent) logApiError(error);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** Errors of loaders, actions and rendering that nobody else caught; a visitor who left is no error. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted) logApiError(error);
}
