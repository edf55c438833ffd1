import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { requestContext } from '#app/platform/request-context.ts';

type Options = Parameters<typeof createRequestHandler>[0];

/**
 * The handler of every request that Remix answers. Its router ranks all routes of its build anew for each request, more than once: a third of a
 * small answer's time. So a resource route, which renders no page, has a handler whose build holds itself and its parents alone.
 */
export function answerByRemix(options: Options): RequestHandler {
  const whole = createRequestHandler(options);
  const { build } = options;
  if (typeof build === 'function') return whole;
  const own = new Map(resourceRoutes(build).map((id) => [id, createRequestHandler({ ...options, build: { ...build, routes: withParents(build.routes, id) } })]));
  return (request, response, next) => (own.get(requestContext()?.route ?? '') ?? whole)(request, response, next);
}

function resourceRoutes({ routes }: ServerBuild): string[] {
  return Object.entries(routes).flatMap(([id, route]) => (route && !route.module.default && !route.module.ErrorBoundary ? [id] : []));
}

function withParents(routes: ServerBuild['routes'], id: string): ServerBuild['routes'] {
  const route = routes[id];
  return route ? { ...(route.parentId === undefined ? {} : withParents(routes, route.parentId)), [id]: route } : {};
}
