import { redirect } from '@remix-run/node';
import { AppError } from '#app/platform/errors.ts';
import { pageErrorResponse } from '#app/platform/page-error.ts';
import { signInPath } from './next-path.ts';

/** Requests of programs rather than of people at a page. */
export function isApi(request: Request): boolean {
  return new URL(request.url).pathname.startsWith('/api/') || request.headers.has('Authorization');
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
