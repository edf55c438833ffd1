import type { ServerBuild } from '@remix-run/node';
import type { Request, RequestHandler } from 'express';
import { allowedMethods, methodNotAllowed } from '#app/features/identity/route-access.ts';
import { AppError } from '#app/platform/errors.ts';
import { requestContext } from '#app/platform/request-context.ts';

type Source = ServerBuild | (() => Promise<ServerBuild>);

const NOWHERE = new Set(['none', 'manifest', 'routes/$', 'routes/api.$']);
const EVERY = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Answers, before a route sees the request (a small body has been taken by then, take-body.ts), a method that its route
 * does not have: 405 with `Allow`, by the table of permissions; at an address that leads nowhere 404; OPTIONS itself
 * 204. A `.data` address is a page's or its form's: 404 anywhere else.
 */
export function checkMethod(source: Source): RequestHandler {
  return async (request, response, next) => {
    const verdict = await judge(request).catch((error: unknown) => error as Error);
    if (verdict instanceof Error || !verdict) return next(verdict);
    response.status(204).set('Allow', verdict.join(', ')).end();
  };

  /** An error, the methods for OPTIONS, or nothing: go on. */
  async function judge({ method, path, url }: Request): Promise<AppError | string[] | undefined> {
    const query = url.split(/\?(.*)/s, 2)[1] ?? '';
    const route = requestContext()?.route ?? 'none';
    if (path === '*') return EVERY;
    // By this name Remix runs one loader alone. Our pages do not ask so.
    if (new URLSearchParams(query).has('_data'))
      return new AppError('bad-request', 'The parameter _data is of no use here. Leave it away.');
    if (route === 'routes/api.$' && path.endsWith('.data')) return notFound();
    if (NOWHERE.has(route)) return nowhere(method, route);
    const build = typeof source === 'function' ? await source() : source;
    const module = build.routes[route]?.module;
    const isPage = [module?.default, module?.ErrorBoundary].some((part) => part !== undefined);
    const row = allowedMethods(route);
    const listed = row.length > 0 ? row : methodsOf(module, isPage);
    // A form of a page may be posted to a route that is none, such as /sign-out.
    const isOfPages = isPage || (listed.includes('POST') && !path.toLowerCase().startsWith('/api/'));
    if (path.endsWith('.data') && !isOfPages) return notFound();
    return among(
      method,
      listed.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])),
    );
  }
}

/** Of a route that the table does not know: a test's. */
function methodsOf(module: { loader?: unknown; action?: unknown } | undefined, isPage: boolean): string[] {
  return [...(isPage || module?.loader ? ['GET'] : []), ...(module?.action ? ['POST', 'PUT', 'PATCH', 'DELETE'] : [])];
}

function among(method: string, allowed: string[]): AppError | string[] | undefined {
  if (method === 'OPTIONS') return [...allowed, 'OPTIONS'];
  return allowed.includes(method) ? undefined : methodNotAllowed(allowed);
}

function nowhere(method: string, route: string): AppError | string[] | undefined {
  if (method === 'OPTIONS') return EVERY;
  if (!EVERY.includes(method)) return methodNotAllowed(EVERY);
  // The routes for what is not there have answers of their own.
  return method === 'GET' || method === 'HEAD' || route === 'routes/api.$' ? undefined : notFound();
}

const notFound = () => new AppError('not-found', 'There is nothing at this address.');
