import type { Request, RequestHandler, Response } from 'express';
import onHeaders from 'on-headers';
import { runUntil, type Deadline } from '#db/deadline.ts';
import { AppError } from '#app/platform/errors.ts';
import { extendRequestContext, requestContext } from '#app/platform/request-context.ts';

/** Milliseconds from a request to the first byte of its answer; what streams after that has bounds of its own. */
const LIMIT_MS = 30_000;
/** A file comes as slowly as its sender's line; the server's `requestTimeout` is as long. */
const UPLOAD_MS = 300_000;
const LIMIT_BY_ROUTE: Record<string, number | null> = {
  // Longer than a model's own time-outs, tried twice.
  'routes/api.chat': 150_000,
  // The job server's steps; jobs have deadlines of their own (C8).
  'routes/api.inngest': null,
};
const RETRY_AFTER_S = 5;

/** How long a request may take, milliseconds; null: as long as it likes. */
function limitOf(request: Request): number | null {
  const limit = LIMIT_BY_ROUTE[requestContext()?.route ?? ''];
  if (limit !== undefined) return limit;
  return request.is('multipart/form-data') ? UPLOAD_MS : LIMIT_MS;
}

/**
 * Lets `handle` answer within its time (B2). When that is up first, the request is answered 504 with Retry-After
 * through the error path, the signal of `deadlineOf` fires, and what `handle` still brings is dropped: it is nobody's
 * any more, an error of it nobody's either.
 */
export function withRequestDeadline(
  handle: RequestHandler,
  limit: (request: Request) => number | null = limitOf,
): RequestHandler {
  return (request, response, next) => {
    const milliseconds = limit(request);
    if (milliseconds === null) return void handle(request, response, next);
    const stop = new AbortController();
    const deadline: Deadline = { at: Date.now() + milliseconds, signal: stop.signal };
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      response.on('error', () => {});
      const error = new AppError('timed-out', 'This took too long and was stopped. Try again in a few seconds.', {
        retryAfter: RETRY_AFTER_S,
      });
      next(error);
      extendRequestContext({ timedOut: true });
      stop.abort(error);
    }, milliseconds);
    const begun = () => {
      clearTimeout(timer);
      if (!over) deadline.at = Number.POSITIVE_INFINITY;
    };
    onHeaders(response, begun);
    response.once('close', begun);
    response.locals.deadline = stop.signal;
    runUntil(deadline, () => handle(request, response, (error?: unknown) => (over ? undefined : next(error))));
  };
}

/** Fires when the time of this response's request is up. */
export function deadlineOf(response: Response): AbortSignal | undefined {
  return response.locals.deadline instanceof AbortSignal ? response.locals.deadline : undefined;
}
