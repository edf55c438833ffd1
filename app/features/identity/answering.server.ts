import { redirect } from '@remix-run/node';
import { AppError } from '#app/platform/errors.ts';
import { pageErrorResponse } from '#app/platform/page-error.ts';
import { readBearerToken } from './bearer-token.server.ts';
import { signInPath } from './next-path.ts';

/** Requests of programs rather than of people at a page: of the API, and for a file with a bearer. A page is a page whatever its request carries. */
export function isApi(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return /^\/api\//i.test(pathname) || (/^\/(documents|files)\//i.test(pathname) && readBearerToken(request) !== undefined);
}

/**
 * Runs `work`, turning an AppError into what the asker understands: for the API it stays one; at a page a 401 becomes a redirect to
 * /sign-in and the rest a Response that the ErrorBoundary shows (D2).
 */
export async function answering<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || isApi(request)) throw error;
    throw error.code === 'unauthenticated' ? redirect(signInPath(request)) : pageErrorResponse(error);
  }
}
