import { serve } from 'inngest/remix';
import { v7 } from 'uuid';
import { logger } from '#app/platform/logger.ts';
import { nextDueMs, releaseLeases } from '#db/queries/engine/leases.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type Tx } from '#db/scope.ts';
import { acceptEvents, type IncomingEvent } from './accept-events.ts';
import type { ServeHandler } from './call-function.ts';
import { claimWork } from './claim-work.ts';
import { createCronTicker } from './cron-ticker.ts';
import { DEFAULTS, type LocalEngineOptions } from './engine-options.ts';
import { executeItem } from './execute-item.ts';
import { readCatalogue } from './function-catalogue.ts';
import { createHeldWork } from './held-work.ts';
import { installLocalSink } from './local-send.ts';
import { runLoop } from './run-loop.ts';
import { cancelLateRuns } from './record-runs.ts';

const scope = systemScope('local-engine');

export type LocalEngine = {
  /**
   * Takes events in within the caller's transaction (platform scope); call `wake()` after its commit. Returns their
   * ids.
   */
  accept(tx: Tx, events: readonly IncomingEvent[]): Promise<string[]>;
  /** Looks for work now rather than at the next look. */
  wake(): void;
  /** What the system page shows. */
  state(): { instance: string; running: number; functions: string[] };
  /** Takes no more work, waits for running calls a few seconds and gives the rest back. */
  stop(): Promise<void>;
};

const transaction = <T>(work: (tx: Tx) => Promise<T>) => withScope(scope, work);

/**
 * Drives Inngest functions through the SDK's own protocol, in process, over durable tables (C5, C7, C8); docs/jobs.md
 * tells how it differs from a server. Instances on one PostgreSQL share the queue. Throws when a function is configured
 * in a way that the engine would have to ignore.
 */
export async function startLocalEngine(options: LocalEngineOptions): Promise<LocalEngine> {
  const config = { ...DEFAULTS, ...options };
  const { leaseMs, suspectWaitMs, callTimeoutMs, backoffMs } = config;
  const idleMs = Math.max(1000, config.idleMs);
  const instance = v7();
  const remix = serve({ client: config.client, functions: [...config.functions] });
  const handler: ServeHandler = async (request) => (await remix({ request })) as Response;
  const catalogue = await readCatalogue(handler);
  const crons = createCronTicker(catalogue, config.clock);
  const means = { handler, catalogue, callTimeoutMs, backoffMs, transaction };
  const held = createHeldWork(
    (item, abandoned) => executeItem(means, item, abandoned),
    leaseMs,
    () => loop.wake(),
  );
  const lastServed = new Map<string, number>();
  let nextLateLook = 0;

  const accept = (tx: Tx, events: readonly IncomingEvent[]) => acceptEvents(tx, catalogue, events);

  if (config.alone) await transaction((tx) => releaseLeases(tx, undefined));

  /** Once a second at most: ends runs whose function's time is up. */
  async function cancelLate(): Promise<void> {
    if (performance.now() < nextLateLook) return;
    nextLateLook = performance.now() + 1000;
    await transaction((tx) => cancelLateRuns(tx, catalogue));
  }

  /** One look at the queue; returns how long there is nothing more to do, milliseconds. */
  async function look(): Promise<number> {
    await crons.tick(transaction);
    await cancelLate();
    const free = config.maxConcurrency - held.size();
    if (free <= 0) return idleMs;
    const { claimed, next } = await transaction(async (tx) => {
      // After a stall the own leases may have run out: this instance must not take its running calls for a dead one's.
      await held.renew(tx);
      const claim = { held: held.items(), free, owner: instance, leaseMs, suspectWaitMs, lastServed };
      return { claimed: await claimWork(tx, catalogue, claim), next: await nextDueMs(tx) };
    });
    claimed.forEach(held.begin);
    return Math.min(idleMs, next ?? idleMs, crons.nextMs());
  }

  const beat = setInterval(
    () =>
      void transaction(held.renew).catch((error: unknown) =>
        logger.warn('a job heartbeat failed', { detail: String(error) }),
      ),
    Math.max(20, Math.floor(leaseMs / 3)),
  );
  const loop = runLoop(look, idleMs);
  const removeSink = installLocalSink(config.client.id, async (events) => {
    const ids = await transaction((tx) => accept(tx, events));
    loop.wake();
    return ids;
  });
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    await loop.stop();
    const grace = performance.now() + config.stopGraceMs;
    while (held.size() > 0 && performance.now() < grace) await new Promise((resolve) => setTimeout(resolve, 20));
    clearInterval(beat);
    removeSink();
    held.abandonAll();
    await transaction((tx) => releaseLeases(tx, instance));
  }

  return {
    accept,
    wake: loop.wake,
    state: () => ({ instance, running: held.size(), functions: [...catalogue.keys()] }),
    stop: () => (stopped ??= stop()),
  };
}
