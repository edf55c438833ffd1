import { Writable } from 'node:stream';
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import type { ReactElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { logApiError } from './features/observability/log-api-error.server.ts';
import { contentSecurityPolicy } from './platform/request/content-security-policy.ts';
import { mapTiles } from './platform/maps/map-tiles.server.ts';
import { NonceContext } from './ui/nonce.ts';

/** Milliseconds after which a page that still waits for data is cut off. */
export const streamTimeout = 10_000;

/**
 * A page goes out whole: no loader defers, and React's 2 KB pieces would each cost a write, a compression and a packet.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = String(loadContext.nonce ?? '');
  const page = await render(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={context} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
    </NonceContext.Provider>,
    nonce,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Length', String(page.html.byteLength));
  headers.set(
    'Content-Security-Policy',
    contentSecurityPolicy(nonce, {
      dev: import.meta.env.DEV,
      https: new URL(request.url).protocol === 'https:',
      images: mapTiles()?.origin,
    }),
  );
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return new Response(page.html, { headers, status: page.failed ? 500 : status });
}

/** `failed`: a part of the page could not be rendered and is left to the browser. Rejects when nothing could. */
function render(page: ReactElement, nonce: string): Promise<{ html: Buffer<ArrayBuffer>; failed: boolean }> {
  return new Promise((resolve, reject) => {
    const errors: unknown[] = [];
    const chunks: Buffer[] = [];
    const html = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
      final(done) {
        for (const error of errors) logApiError(error);
        resolve({ html: Buffer.concat(chunks), failed: errors.length > 0 });
        done();
      },
    });
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady() {
        clearTimeout(timer);
        pipe(html);
      },
      onShellError(error) {
        clearTimeout(timer);
        reject(error);
      },
      onError(error) {
        errors.push(error);
      },
    });
    const timer = setTimeout(abort, streamTimeout + 1_000);
  });
}

/** Errors of loaders, actions and rendering that nobody else caught; a visitor who left is no error. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted) logApiError(error);
}
