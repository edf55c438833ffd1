import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { readBearerToken } from './bearer-token.server.ts';
import { guard } from './guards.server.ts';
import { signInPath } from './next-path.ts';
import {
  accessOf,
  allowedMethods,
  markBuilt,
  methodNotAllowed,
  type MethodOf,
  type RouteArgs,
  type RouteId,
} from './route-access.ts';

type Handlers<Id extends RouteId> = { [M in MethodOf<Id>]: (args: RouteArgs<Id, M>) => Promise<Response> };
type Handler = (args: LoaderFunctionArgs) => Promise<Response>;

/**
 * An API route: one handler a method of its row in ROUTE_ACCESS, each called once the guard that the row names has let
 * the request in. Whatever is thrown is reported and answered as a problem (D1, D2); other methods get 405 with
 * `Allow`. Both exports are the same function, since Remix asks the loader for GET and HEAD and the action for the
 * rest. A link outside /api/ leads the signed-out to /sign-in.
 */
export function api<Id extends RouteId>(id: Id, handlers: Handlers<Id>): { loader: Handler; action: Handler } {
  const isLink = !id.startsWith('routes/api.');
  const answer = apiLoader(async (args) => {
    const { request } = args;
    const access = accessOf(id, request.method);
    if (!access) throw methodNotAllowed(allowedMethods(id));
    try {
      const granted = await guard(request, access, isLink ? 'page' : 'api');
      const handle = handlers[(request.method === 'HEAD' ? 'GET' : request.method) as MethodOf<Id>] as (
        args: unknown,
      ) => Promise<Response>;
      return await handle({ ...args, ...(granted as object) });
    } catch (thrown) {
      const isSignedOut = thrown instanceof AppError && thrown.code === 'unauthenticated';
      if (isLink && isSignedOut && access !== 'signature' && readBearerToken(request) === undefined)
        return redirect(signInPath(request));
      throw thrown;
    }
  });
  const handler = markBuilt(answer, id);
  return { loader: handler, action: handler };
}
