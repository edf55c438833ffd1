import type { ServerRuntimeClient } from '@sentry/core/server';
import { env } from './env.ts';
import { redact } from './redact.ts';
import { remember } from './remember.ts';

/** What Sentry is told beside the error; nothing that names a person. */
export type SentryContext = { tags: Record<string, string | undefined>; level: 'error' | 'warning' };
export type SentryReporter = {
  capture(error: unknown, context: SentryContext): void;
  flush(timeoutMs: number): Promise<void>;
};

/**
 * A reporter that sends redacted errors to `dsn` (D3). Uses Sentry's core alone: the full Node SDK installs 67 MB and
 * patches every module for its traces. Failures to send are dropped: the local log has the error too.
 */
export async function createSentryReporter(dsn: string, environment: string): Promise<SentryReporter> {
  const [{ Scope, createTransport, createStackParser }, { ServerRuntimeClient, nodeStackLineParser }] =
    await Promise.all([import('@sentry/core'), import('@sentry/core/server')]);
  const client: ServerRuntimeClient = new ServerRuntimeClient({
    dsn,
    environment,
    release: env.RELEASE,
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    integrations: [],
    stackParser: createStackParser(nodeStackLineParser()),
    beforeSend: (event) => redact(event) as typeof event,
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const response = await fetch(options.url, {
          method: 'POST',
          body: body as BodyInit,
          headers: options.headers,
          signal: AbortSignal.timeout(10_000),
        });
        await response.arrayBuffer();
        return {
          statusCode: response.status,
          headers: {
            'x-sentry-rate-limits': response.headers.get('X-Sentry-Rate-Limits'),
            'retry-after': response.headers.get('Retry-After'),
          },
        };
      }),
  });
  client.init();
  return {
    capture(error, { tags, level }) {
      const scope = new Scope();
      scope.setLevel(level);
      for (const [name, value] of Object.entries(tags)) if (value) scope.setTag(name, value);
      client.captureException(error, {}, scope);
    },
    async flush(timeoutMs) {
      await client.flush(timeoutMs);
    },
  };
}

const shared = remember('sentry', (): { sentry?: Promise<SentryReporter | undefined> } => ({}));

/** Sends what was thrown to Sentry when SENTRY_DSN is set; else nothing is loaded. Never throws and never waits. */
export function captureInSentry(thrown: unknown, context: SentryContext): void {
  if (!env.SENTRY_DSN) return;
  shared.sentry ??= createSentryReporter(env.SENTRY_DSN, env.NODE_ENV ?? 'development').catch(() => undefined);
  void shared.sentry.then((reporter) => reporter?.capture(thrown, context)).catch(() => {});
}

/** Waits up to `timeoutMs` for what is on its way to Sentry; part of a shutdown. */
export async function flushSentry(timeoutMs: number): Promise<void> {
  await shared.sentry?.then((reporter) => reporter?.flush(timeoutMs)).catch(() => {});
}
