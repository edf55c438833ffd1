import { setTimeout as wait } from 'node:timers/promises';
import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/remix';
import { env } from '#app/platform/env.ts';
import { logger } from '#app/platform/logger.ts';
import type { DispatchedEvent } from '#app/features/jobs/dispatch-outbox.server.ts';

export type ServerOptions = {
  client: Inngest.Any;
  functions: InngestFunction.Any[];
  /** Where the server reaches this application, unless `serveOrigin` says otherwise: scheme, host and port. */
  origin: string;
  /**
   * Where it reaches it on a network of their own, such as `http://app:3000` in a compose file, while people come to
   * another address. Default INNGEST_SERVE_ORIGIN.
   */
  serveOrigin?: string | undefined;
  /**
   * How often the registration is looked after, milliseconds; a server that forgot it (a dev server, started again)
   * learns it anew. Default 30 s.
   */
  renewMs?: number;
  /** Waits after a first, second … registration that failed, milliseconds; the last one repeats. */
  backoffMs?: readonly number[];
};

export type ServerConnection = {
  kind: 'server';
  send(events: DispatchedEvent[]): Promise<unknown>;
  stop(): Promise<void>;
};

const BACKOFF_MS = [1_000, 2_000, 5_000, 10_000];

/**
 * Makes the application known to its Inngest server, and keeps at it while the server cannot be reached. `send` hands
 * events on only to a server that knows the functions: one that has been away is told of them first, or it would take
 * the events and start nothing (C7). `send` throws while the server is away; the events stay in the outbox.
 */
export function connectServer({
  client,
  functions,
  serveOrigin = env.INNGEST_SERVE_ORIGIN,
  origin: usual,
  renewMs = 30_000,
  backoffMs = BACKOFF_MS,
}: ServerOptions): ServerConnection {
  const origin = serveOrigin ?? usual;
  const handler = serve({ client, functions, serveOrigin: origin, servePath: '/api/inngest' });
  const stopping = new AbortController();
  let registration: Promise<void> | undefined;
  let failures = 0;
  let known = false;

  function ensureRegistered(): Promise<void> {
    return (registration ??= register(handler, origin).catch((error: unknown) => {
      registration = undefined;
      throw error;
    }));
  }

  async function keepRegistered(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await ensureRegistered();
        if (!known)
          logger.info('the job server knows our functions', {
            functions: functions.length,
            endpoint: `${origin}/api/inngest`,
          });
        known = true;
        failures = 0;
      } catch (error) {
        if (failures === 0)
          logger.error('the functions cannot be registered with the job server; jobs wait and it is tried again', {
            detail: error instanceof Error ? error.message : String(error),
          });
        known = false;
        failures += 1;
      }
      await wait(
        failures === 0 ? renewMs : (backoffMs[Math.min(failures, backoffMs.length) - 1] ?? renewMs),
        undefined,
        { signal: stopping.signal, ref: false },
      ).catch(() => {});
      registration = undefined;
    }
  }

  const keeping = keepRegistered();
  return {
    kind: 'server',
    async send(events) {
      await ensureRegistered();
      try {
        return await client.send(events);
      } catch (error) {
        registration = undefined;
        throw error;
      }
    },
    async stop() {
      stopping.abort();
      await keeping;
    },
  };
}

async function register(handler: ReturnType<typeof serve>, origin: string): Promise<void> {
  const url = new URL('/api/inngest', origin);
  const response = (await handler({
    request: new Request(url, { method: 'PUT', headers: { host: url.host } }),
  })) as Response;
  if (response.ok) return;
  const text = await response.text();
  throw new Error(`The job server did not take the functions (${response.status}): ${text.slice(0, 500)}`);
}
