import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { requestContext } from '#app/platform/request-context.ts';
import { routesAround } from './route-template.ts';

type Options = Parameters<typeof createRequestHandler>[0];

/**
 * The handler of every request that Remix answers. Its router ranks all routes of its build anew for each request, several times over: a third of
 * the time of a small answer. So each route has a handler of its own, whose build holds what that route's answer may speak of. What is no route
 * of the build, such as a path that leads nowhere or the browser's question for more routes, is answered by the whole build.
 */
export function answerByRemix(options: Options): RequestHandler {
  const whole = createRequestHandler(options);
  const { build } = options;
  if (typeof build === 'function') return whole;
  const own = new Map<string, RequestHandler>();
  return (request, response, next) => {
    const route = requestContext()?.route;
    if (!route || !build.routes[route]) return whole(request, response, next);
    let handler = own.get(route);
    if (!handler) own.set(route, (handler = createRequestHandler({ ...options, build: only(build, routesAround(build.routes, route)) })));
    return handler(request, response, next);
  };
}

function only(build: ServerBuild, ids: ReadonlySet<string>): ServerBuild {
  const among = <T>(routes: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  return { ...build, routes: among(build.routes), assets: { ...build.assets, routes: among(build.assets.routes) } };
}
