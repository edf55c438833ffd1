import type { LoaderFunctionArgs } from '@remix-run/node';
import { problemResponse } from '#app/platform/http.ts';
import { logApiError } from './log-api-error.server.ts';

type Handler = (args: LoaderFunctionArgs) => Promise<Response>;

/** Whatever `handle` throws is reported and answered as `application/problem+json` (D1, D2). */
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
