import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/platform/errors.ts';
import type { Grant } from './guards.server.ts';
import { INTENT_ACCESS, ROUTE_ACCESS, type Access, type Method, type Permission } from './permissions.ts';

export type RouteId = keyof typeof ROUTE_ACCESS;
type Row<Id extends RouteId> = (typeof ROUTE_ACCESS)[Id];

/** The methods that a route answers. */
export type MethodOf<Id extends RouteId> = Extract<keyof Row<Id>, Method>;

/**
 * What a handler of a route is called with: Remix's own arguments, and what the guard that the route's row names has
 * found.
 */
export type RouteArgs<Id extends RouteId, M extends MethodOf<Id>> = LoaderFunctionArgs &
  Grant<Extract<Row<Id>[M], Access>>;

const rows: Record<string, Partial<Record<Method, Access>>> = ROUTE_ACCESS;

/**
 * What the table asks for `method` (as in a request) at a route; undefined for one that it does not answer. A HEAD is a
 * GET without the body.
 */
export function accessOf(routeId: string, method: string): Access | undefined {
  const row = rows[routeId];
  const name = method === 'HEAD' ? 'GET' : method;
  return row && Object.hasOwn(row, name) ? row[name as Method] : undefined;
}

/** What a request's `?intent=` wants beside its row; undefined for what wants no more. */
export function intentAccessOf(routeId: RouteId, request: Request): Permission | undefined {
  const intents = INTENT_ACCESS[routeId];
  const intent = intents && request.method !== 'GET' ? new URL(request.url).searchParams.get('intent') : null;
  return intents && intent !== null && Object.hasOwn(intents, intent) ? intents[intent] : undefined;
}

/** The methods of a route's row, for `Allow`; none for what is no route. */
export function allowedMethods(routeId: string): string[] {
  return Object.keys(rows[routeId] ?? {});
}

export function methodNotAllowed(allowed: readonly string[]): AppError {
  return new AppError('method-not-allowed', `Use ${allowed.join(' or ')} here.`, {
    headers: { Allow: allowed.join(', ') },
  });
}

/** Which row a loader or an action was built for: the test of the routes holds it against the file's own id. */
const built = new WeakMap<object, string>();

export function markBuilt<H extends object>(handler: H, routeId: string): H {
  built.set(handler, routeId);
  return handler;
}

export const builtFor = (handler: object): string | undefined => built.get(handler);
