import type { ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import { logSlowOperation } from '#app/features/observability/performance-timer.server.ts';
import { logger } from '#app/platform/logger.ts';
import { trackRequest } from '#app/platform/metrics.ts';
import { runWithRequestContext, type RequestContext } from '#app/platform/request-context.ts';

/** Milliseconds from which an answer is slow (D4); streams are timed by what they stream. */
const SLOW_MS = 1_000;
/**
 * The histogram's route for what came before the application was ready: no figure of a route, and no alert, counts it.
 */
const STARTING = 'starting';
const QUIET = /^\/(assets\/|healthz$|readyz$|metrics$)/;

/**
 * Times a request (D4, D7): its line in the log, the histogram by route, Server-Timing, and the performance log when it
 * was slow.
 */
export function observeRequest(context: RequestContext, response: ServerResponse): void {
  const started = performance.now();
  const count = trackRequest(context.method);
  onHeaders(response, () => {
    if (isStaff(context.actor))
      response.setHeader('Server-Timing', serverTiming(context.timings, performance.now() - started));
  });
  response.once('close', () => {
    const took = performance.now() - started;
    const status = response.writableFinished ? response.statusCode : 499;
    const route =
      context.route ?? (context.path.startsWith('/assets/') || response.statusCode < 400 ? 'assets' : 'none');
    count(context.starting ? STARTING : route, status, took / 1000);
    runWithRequestContext(context, () => {
      logger.log(QUIET.test(context.path) ? 'debug' : 'info', 'request', {
        method: context.method,
        path: context.path,
        route,
        status,
        duration_ms: Math.round(took),
      });
      const streams = String(response.getHeader('Content-Type')).startsWith('text/event-stream');
      if (took >= SLOW_MS && status !== 499 && !streams)
        logSlowOperation('request', took, SLOW_MS, {
          method: context.method,
          status,
          timings_ms: rounded(context.timings ?? {}),
        });
    });
  });
}

/** Owners do not see how long which part took: that would tell whether a neighbour has asked before (B5). */
const isStaff = (actor: string | undefined) => actor !== undefined && /^(?:viewer|manager|admin):/.test(actor);

/** `total` and what is known of its parts, in milliseconds (the header's unit). */
export function serverTiming(timings: Record<string, number> = {}, total: number): string {
  return Object.entries({ total, ...timings })
    .map(([name, value]) => `${name};dur=${value.toFixed(1)}`)
    .join(', ');
}

const rounded = (timings: Record<string, number>) =>
  Object.fromEntries(Object.entries(timings).map(([name, value]) => [name, Math.round(value)]));
