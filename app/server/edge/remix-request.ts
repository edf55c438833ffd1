import { writeReadableStreamToWritable } from '@remix-run/node';
import type { Request as Incoming, Response as Outgoing } from 'express';
import { requestContext } from '#app/platform/request-context.ts';
import { forwardingHeaders } from './forwarding.ts';
import { bodyOf } from './take-body.ts';

/**
 * The request as Remix gets it. Its address begins with `origin`. A page judges by cookies: of `Authorization` it sees
 * a bearer only, so that a site behind basic authentication works. A form that got here has passed refuseCrossSite, and
 * Remix's own check, which knows neither PUBLIC_URL nor Sec-Fetch-Site and answers 500, has nothing to compare.
 */
export function toRemixRequest(request: Incoming, response: Outgoing, origin: string): Request {
  const headers = headersOf(request);
  // Read at the edge alone, where it is known whether they may be believed.
  for (const name of forwardingHeaders(request)) headers.delete(name);
  if (!request.path.startsWith('/api/')) {
    headers.delete('Origin');
    headers.set('Host', new URL(origin).host);
    if (!/^Bearer(\s|$)/i.test(headers.get('Authorization') ?? 'Bearer')) headers.delete('Authorization');
  }
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const withBody = request.method !== 'GET' && request.method !== 'HEAD' ? bodyOf(request) : undefined;
  const body = Buffer.isBuffer(withBody) ? new Uint8Array(withBody) : withBody;
  return new Request(`${origin}${request.originalUrl}`, {
    method: request.method,
    headers,
    signal: gone.signal,
    body,
    duplex: 'half',
  } as RequestInit);
}

function headersOf(request: Incoming): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) headers.append(name, one);
  }
  return headers;
}

const WAITING = new Set([429, 503]);

/** Sends what Remix answered. */
export async function sendRemixResponse(response: Outgoing, answer: Response): Promise<void> {
  response.status(answer.status);
  response.statusMessage = answer.statusText;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const wait = requestContext()?.retryAfter;
  if (wait !== undefined && WAITING.has(answer.status)) response.setHeader('Retry-After', String(wait));
  for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
  if (answer.headers.get('Content-Type')?.startsWith('text/event-stream')) response.flushHeaders();
  if (answer.body) await writeReadableStreamToWritable(answer.body, response);
  else response.end();
}
