import type { Pool, PoolClient } from 'pg';
import { recordPoolWaitSeconds, recordQuerySeconds } from '#app/platform/metrics.ts';
import { addRequestTiming } from '#app/platform/request-context.ts';
import { redactText } from '#app/platform/redact.ts';
import { failSpan, SpanKind, startChildSpan, type Span } from '#app/platform/tracing.ts';
import { logSlowOperation } from './performance-timer.server.ts';

const SLOW_MS = 500;
/** A shorter wait for a connection is no span. */
const WAITED_MS = 1;
type Query = (...args: unknown[]) => unknown;

/**
 * Times every statement of `pool` from now on, and the wait for a connection (D4, D7): histograms, the request's
 * Server-Timing, and the performance log for statements over 500 ms (their text, never their values). Call once after
 * connecting.
 */
export function measureDatabase(pool: Pool): void {
  const known = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    const query = client.query.bind(client) as Query;
    client.query = ((...args: unknown[]) => {
      const started = performance.now();
      const span = spanOf(args[0]);
      const result = query(...args);
      if (result instanceof Promise)
        result.then(
          () => noteQuery(started, args[0], span),
          (error: unknown) => noteQuery(started, args[0], span, error),
        );
      return result;
    }) as typeof client.query;
  });

  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  pool.connect = ((...args: unknown[]) => {
    const started = performance.now();
    const result = connect(...args);
    if (result instanceof Promise)
      result.then(
        () => noteWait(started),
        () => noteWait(started),
      );
    return result;
  }) as typeof pool.connect;
}

function noteWait(started: number): void {
  const took = performance.now() - started;
  recordPoolWaitSeconds(took / 1000);
  if (took >= WAITED_MS) startChildSpan('wait for a connection', { startTime: Date.now() - took })?.end();
}

/**
 * A statement's span inside a trace (D8), named by what it does to which table: its text is left out, since values may
 * stand in it.
 */
function spanOf(statement: unknown): Span | undefined {
  const span = startChildSpan('sql', { kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'postgresql' } });
  if (!span) return undefined;
  const text = textOf(statement).slice(0, 4_000);
  const operation = /^\s*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  const table = /\b(?:from|into|update)\s+"?([a-z_]{1,63})\b/i.exec(text)?.[1];
  const summary = table ? `${operation} ${table}` : operation;
  span.setAttributes({
    'db.operation.name': operation,
    'db.query.summary': summary,
    ...(table ? { 'db.collection.name': table } : {}),
  });
  return span.updateName(summary);
}

function noteQuery(started: number, statement: unknown, span: Span | undefined, error?: unknown): void {
  if (error !== undefined) failSpan(span, error);
  span?.end();
  const took = performance.now() - started;
  recordQuerySeconds(took / 1000);
  addRequestTiming('db', took);
  if (took >= SLOW_MS)
    logSlowOperation('database', took, SLOW_MS, { statement: redactText(textOf(statement)).slice(0, 500) });
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : 'unknown';
}
