import { randomBytes } from 'node:crypto';
import { constants } from 'node:zlib';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { v7 } from 'uuid';
import { canonicalAddress } from '#app/platform/request/client-address.ts';
import { watchClient } from '#app/platform/request/client-gone.ts';
import { AppError } from '#app/platform/errors.ts';
import { extendRequestContext, runWithRequestContext, type RequestContext } from '#app/platform/request-context.ts';
import type { TrustProxy } from '#app/platform/request/trust-proxy.ts';
import { checkMethod } from './allowed-methods.ts';
import { answerByRemix } from './answer-by-remix.ts';
import { answerError } from './answer-error.ts';
import { builtFiles } from './built-files.ts';
import { keepPrivate } from './cache-policy.ts';
import { forwardingWarner, isDirectLocalCall } from './forwarding.ts';
import { lingerWhenAnsweredEarly } from './linger.ts';
import { observeRequest } from './observe-request.ts';
import { originOf } from './own-origin.ts';
import { deadlineOf, withRequestDeadline } from './request-deadline.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { routeTemplate } from './route-template.ts';
import { securityHeaders } from './security-headers.ts';
import { shareApi } from './share-api.ts';
import { takeBody } from './take-body.ts';
import { traceRequest } from './trace-request.ts';

export type HttpOptions = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  mode: 'development' | 'production';
  /** The address that the outside knows, where it is set: scheme and host of every request are its own. */
  publicUrl?: string;
  /** Whose X-Forwarded-* are believed; nobody's by default. */
  trustProxy?: TrustProxy;
  /** Origins whose pages may call the API. */
  sharedWith?: readonly string[];
  /** Vite's middleware, in development. */
  assets?: RequestHandler;
  /** False while the process is still preparing its data: everything but the health routes answers 503. */
  isPrepared: () => boolean;
  /** Milliseconds that a request may take, other than request-deadline.ts says. */
  limit?: (request: Request) => number | null;
  /**
   * True once jobs run: their server may call before the process is ready, since that may wait for documents to be
   * read.
   */
  takesJobs: () => boolean;
};

const REQUEST_ID = /^[A-Za-z0-9._-]{8,128}$/;

/**
 * The Express application around Remix: what is decided at the edge, compression that lets streams flow, immutable
 * assets.
 */
export function createHttpApp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // Routes read the query themselves, from their Request.
  app.set('query parser', false);
  app.set('trust proxy', options.trustProxy ?? false);
  const trusts = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  const warnAboutForwarding = forwardingWarner((peer) => trusts(peer, 0));

  app.use((request, response, next) => {
    const given = request.get('X-Request-Id');
    const requestId = given && REQUEST_ID.test(given) ? given : v7();
    response.setHeader('X-Request-Id', requestId);
    response.locals.nonce = randomBytes(16).toString('base64');
    const context: RequestContext = {
      requestId,
      method: request.method,
      path: request.path,
      ip: canonicalAddress(request.ip) ?? canonicalAddress(request.socket.remoteAddress) ?? 'unknown',
      direct: isDirectLocalCall(request),
      userAgent: (request.get('User-Agent') ?? '').slice(0, 500),
    };
    observeRequest(context, response);
    warnAboutForwarding(request);
    traceRequest(request, response, context, () => runWithRequestContext(context, next));
  });
  app.use((request, response, next) => {
    lingerWhenAnsweredEarly(request, response);
    next();
  });
  app.use(securityHeaders({ https: options.publicUrl?.startsWith('https:') ?? false }), keepPrivate);
  app.use(shareApi(options.sharedWith ?? []));
  app.use(refuseMalformed);
  app.use(
    compression({
      filter: (request, response) =>
        !/event-stream/.test(String(response.getHeader('Content-Type'))) && compression.filter(request, response),
      // What fits a new connection's first round trip arrives no sooner compressed, and costs as much as making it.
      threshold: '12kb',
      // The default brotli quality costs four fifths of the throughput (decision 8).
      brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 } },
    }),
  );

  if (options.assets) app.use(options.assets);
  else app.use(builtFiles());

  app.use((request, _response, next) => {
    // oxlint-disable-next-line typescript/no-floating-promises -- the request goes on in `next`
    void nameRoute(options.build, request.path).finally(next);
  });
  // A body that is too large is told so wherever it was sent.
  app.use(takeBody(), checkMethod(options.build));
  app.use((request, _response, next) => {
    if (options.isPrepared() || request.path === '/healthz' || request.path === '/readyz') return next();
    const jobs = request.path === '/api/inngest';
    if (jobs && options.takesJobs()) return next();
    extendRequestContext({ starting: true });
    // A job server counts its tries: it is left to its own, longer waits.
    next(
      new AppError(
        'unavailable',
        'The application is starting. Try again in a few seconds.',
        jobs ? {} : { retryAfter: 2 },
      ),
    );
  });
  const ownOrigin = originOf(options.publicUrl);
  app.use(refuseCrossSite(ownOrigin, options.publicUrl));
  const answer = answerByRemix({
    build: options.build,
    mode: options.mode,
    originOf: ownOrigin,
    getLoadContext: (response) => ({
      nonce: String(response.locals.nonce),
      ...watchClient(response, deadlineOf(response)),
    }),
  });
  app.all('*', withRequestDeadline(answer, options.limit));
  app.use(answerError);
  return app;
}

/**
 * Tells the request's context which route answers `path`. A build that cannot be had is reported by whoever serves it.
 */
async function nameRoute(source: HttpOptions['build'], path: string): Promise<void> {
  const build = typeof source === 'function' ? await source().catch(() => undefined) : source;
  if (build) extendRequestContext({ route: routeTemplate(build.routes, path) });
}
