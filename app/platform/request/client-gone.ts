import type { ServerResponse } from 'node:http';

/*
 * A Request's own `signal` follows the connection only while every Request that it was derived from is in memory: once
 * those are collected, a client that leaves in the middle of a stream goes unnoticed. So the server hands every route a
 * signal that hangs on the response itself.
 */

const KEY = 'clientGone';

/**
 * For the load context: a signal that fires when the connection closes before the response is complete, or with
 * `deadline`.
 */
export function watchClient(response: ServerResponse, deadline?: AbortSignal): { [KEY]: AbortSignal } {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  deadline?.addEventListener('abort', () => gone.abort(deadline.reason), { once: true });
  return { [KEY]: gone.signal };
}

/**
 * Fires when the client of this request has left or was answered that it takes too long; outside the server (a test
 * that calls a route) it is the request's own signal.
 */
export function clientGone({
  request,
  context,
}: {
  request: Request;
  context: { [key: string]: unknown };
}): AbortSignal {
  const gone = context[KEY];
  return gone instanceof AbortSignal ? gone : request.signal;
}
