import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/platform/errors.ts';
import { problemResponse } from '#app/platform/http.ts';
import { logApiError } from './log-api-error.server.ts';

type Handler = (args: LoaderFunctionArgs) => Promise<Response>;

/** Wraps an API route's loader: whatever it throws is reported and answered as `application/problem+json` (D1, D2). */
export function apiLoader(handle: Handler): Handler {
  return async (args) => {
    try {
      return await handle(args);
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      return problemResponse(logApiError(thrown));
    }
  };
}

/** Wraps an API route's action, one handler a method; other methods get 405 with `Allow`. `get` names the loader's presence. */
export function apiAction(handlers: Partial<Record<'POST' | 'PUT' | 'PATCH' | 'DELETE', Handler>>, options: { get?: boolean } = {}): (args: ActionFunctionArgs) => Promise<Response> {
  return apiLoader(async (args) => {
    const handle = handlers[args.request.method as keyof typeof handlers];
    if (!handle) throw methodNotAllowed([...(options.get ? ['GET'] : []), ...Object.keys(handlers)]);
    return handle(args);
  });
}

/** The 405 for a method that a route does not have; also for the loader of a route that only takes posts. */
export function methodNotAllowed(allowed: string[]): AppError {
  return new AppError('method-not-allowed', `Use ${allowed.join(' or ')} here.`, { headers: { Allow: allowed.join(', ') } });
}
