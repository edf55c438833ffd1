import type { Pool, PoolClient } from 'pg';
import { recordPoolWaitSeconds, recordQuerySeconds } from '#app/platform/metrics.ts';
import { addRequestTiming } from '#app/platform/request-context.ts';
import { redactText } from '#app/platform/redact.ts';
import { logSlowOperation } from './performance-timer.server.ts';

const SLOW_MS = 500;
type Query = (...args: unknown[]) => unknown;

/**
 * Times every statement of `pool` from now on, and the wait for a connection (D4, D7): histograms, the request's Server-Timing, and the
 * performance log for statements over 500 ms (their text, never their values). Call once after connecting.
 */
export function measureDatabase(pool: Pool): void {
  const known = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    const query = client.query.bind(client) as Query;
    client.query = ((...args: unknown[]) => {
      const started = performance.now();
      const result = query(...args);
      if (result instanceof Promise) result.then(() => noteQuery(started, args[0]), () => noteQuery(started, args[0]));
      return result;
    }) as typeof client.query;
  });

  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  pool.connect = ((...args: unknown[]) => {
    const started = performance.now();
    const result = connect(...args);
    if (result instanceof Promise) result.then(() => recordPoolWaitSeconds((performance.now() - started) / 1000), () => recordPoolWaitSeconds((performance.now() - started) / 1000));
    return result;
  }) as typeof pool.connect;
}

function noteQuery(started: number, statement: unknown): void {
  const took = performance.now() - started;
  recordQuerySeconds(took / 1000);
  addRequestTiming('db', took);
  if (took >= SLOW_MS) logSlowOperation('database', took, SLOW_MS, { statement: redactText(textOf(statement)).slice(0, 500) });
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : 'unknown';
}
