import cors from 'cors';
import type { RequestHandler } from 'express';

/** Of the API alone; the job server's endpoint is no browser's business. */
const SHARED = /^\/api\/(?!inngest(\/|$))/i;
/** Seconds for which a browser need not ask again. */
const MAX_AGE = 600;

/**
 * Lets pages of these other origins (`https://app.example`, none by default) call the API with a bearer token (E8).
 * Cookies are not shared: a session that a browser sends by itself counts on our own pages alone. Others are answered
 * as before, and their browsers withhold the answer.
 */
export function shareApi(origins: readonly string[]): RequestHandler {
  if (origins.length === 0) return (_request, _response, next) => next();
  const share = cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID', 'X-Request-Id', 'X-Tenant-Slug'],
    exposedHeaders: ['Retry-After', 'Server-Timing', 'X-Request-Id'],
    maxAge: MAX_AGE,
  });
  return (request, response, next) => (SHARED.test(request.path) ? share(request, response, next) : next());
}
