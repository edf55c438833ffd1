import {
  createRequestHandler,
  type AppLoadContext,
  type RequestHandler as RemixHandler,
  type ServerBuild,
} from '@remix-run/node';
import type { Request, RequestHandler, Response } from 'express';
import { requestContext } from '#app/platform/request-context.ts';
import { sendRemixResponse, toRemixRequest } from './remix-request.ts';
import { routesAround } from './route-template.ts';

type Options = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  mode: 'development' | 'production';
  getLoadContext: (response: Response) => AppLoadContext;
  originOf: (request: Request) => string;
};

/**
 * The handler of every request that Remix answers. Its router ranks all routes of its build anew for each request,
 * several times over: a third of the time of a small answer. So each route has a handler of its own, whose build holds
 * what that route's answer may speak of. What is no route of the build, such as a path that leads nowhere or the
 * browser's question for more routes, is answered by the whole build.
 */
export function answerByRemix({ build, mode, getLoadContext, originOf }: Options): RequestHandler {
  const whole = createRequestHandler(build, mode);
  const own = new Map<string, RemixHandler>();
  const handlerOf = (route: string | undefined): RemixHandler => {
    if (typeof build === 'function' || !route || !build.routes[route]) return whole;
    let handler = own.get(route);
    if (!handler)
      own.set(route, (handler = createRequestHandler(only(build, routesAround(build.routes, route)), mode)));
    return handler;
  };
  return async (request, response, next) => {
    try {
      const handle = handlerOf(requestContext()?.route);
      await sendRemixResponse(
        response,
        await handle(toRemixRequest(request, response, originOf(request)), getLoadContext(response)),
      );
    } catch (error) {
      next(error);
    }
  };
}

function only(build: ServerBuild, ids: ReadonlySet<string>): ServerBuild {
  const among = <T>(routes: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  return { ...build, routes: among(build.routes), assets: { ...build.assets, routes: among(build.assets.routes) } };
}
