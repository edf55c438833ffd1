import type { Request, RequestHandler } from 'express';
import { assertSameOrigin } from '#app/features/identity/csrf.server.ts';

const MUTATING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Answers a form that another site posts to a page with 403 (E8). Remix has a check of its own behind this one, but
 * answers it with 500, which would count as our fault. API routes check in their guards, where a bearer token is told
 * from a cookie.
 */
export function refuseCrossSite(originOf: (request: Request) => string, publicUrl?: string): RequestHandler {
  return (request, _response, next) => {
    if (!MUTATING.has(request.method) || request.path.startsWith('/api/')) return next();
    const headers = new Headers();
    for (const name of ['Host', 'Origin', 'Sec-Fetch-Site', 'Authorization']) {
      const value = request.get(name);
      if (value !== undefined) headers.set(name, value);
    }
    try {
      assertSameOrigin(new globalThis.Request(originOf(request), { method: request.method, headers }), publicUrl);
      next();
    } catch (error) {
      next(error);
    }
  };
}
