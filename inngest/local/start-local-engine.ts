import { serve } from 'inngest/remix';
import { v7 } from 'uuid';
import { logger } from '#app/platform/logger.ts';
import {
  nextDueMs,
  releaseLeases,
  renewLeases,
  restorePoints,
  stillLeased,
  type WorkItem,
} from '#db/queries/engine/leases.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type Tx } from '#db/scope.ts';
import { acceptEvents, type IncomingEvent } from './accept-events.ts';
import { callFunction, type CallOutcome, type ServeHandler } from './call-function.ts';
import { GIVEN_UP } from './blame-crashes.ts';
import { claimWork } from './claim-work.ts';
import { createCronTicker } from './cron-ticker.ts';
import { DEFAULTS, type LocalEngineOptions } from './engine-options.ts';
import { readCatalogue } from './function-catalogue.ts';
import { installLocalSink } from './local-send.ts';
import { cancelLateRuns, endSleep, openRun, recordOutcome } from './run-item.ts';

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

type Held = { item: WorkItem; abandon: () => void };

/**
 * Drives Inngest functions through the SDK's own protocol, in process, over durable tables (C5, C7, C8); docs/jobs.md
 * tells how it differs from a server. Instances on one PostgreSQL share the queue. Throws when a function is configured
 * in a way that the engine would have to ignore.
 */
export async function startLocalEngine(options: LocalEngineOptions): Promise<LocalEngine> {
  const config = { ...DEFAULTS, ...options };
  const idleMs = Math.max(1000, config.idleMs);
  const instance = v7();
  const remix = serve({ client: config.client, functions: [...config.functions] });
  const handler: ServeHandler = async (request) => (await remix({ request })) as Response;
  const catalogue = await readCatalogue(handler);
  const crons = createCronTicker(catalogue, config.clock);
  const held = new Map<string, Held>();
  /** Ended here, but their end could not be recorded: their leases run out though this process lives. */
  const letGo = new Map<string, WorkItem>();
  const lastServed = new Map<string, number>();
  let nextLateLook = 0;
  let stopping = false;
  let rung = false;
  let ring = () => {};

  const transaction = <T>(work: (tx: Tx) => Promise<T>) => withScope(scope, work);
  const wake = () => {
    rung = true;
    ring();
  };
  const accept = (tx: Tx, events: readonly IncomingEvent[]) => acceptEvents(tx, catalogue, events);
  const removeSink = installLocalSink(config.client.id, async (events) => {
    const ids = await transaction((tx) => accept(tx, events));
    wake();
    return ids;
  });

  if (config.alone) await transaction((tx) => releaseLeases(tx, undefined));

  async function execute(item: WorkItem, abandoned: Promise<undefined>): Promise<void> {
    const fn = catalogue.get(item.functionId);
    if (!fn) return;
    if (item.kind === 'sleep') return transaction((tx) => endSleep(tx, item));
    if (item.takeovers >= GIVEN_UP) {
      const during = item.stepName ? `at the step "${item.stepName}" of this job` : 'while this job ran';
      const error = {
        name: 'ProcessEnded',
        message:
          `The application ended twice ${during}, so it was not tried a third time. Start the job again if the ` +
          'application was stopped from outside. If it ended by itself, the input is the likely cause: export the ' +
          'document again or split it, and upload the new file.',
      };
      return transaction((tx) => recordOutcome(tx, catalogue, fn, item, { kind: 'failed', error }, config.backoffMs));
    }
    const run = await transaction((tx) => openRun(tx, catalogue, fn, item));
    if (!run) return;
    const call = callFunction(handler, {
      functionId: fn.id,
      runId: item.runId,
      event: run.event,
      steps: run.steps,
      stepId: item.kind === 'step' ? item.stepId : undefined,
      attempt: item.attempt,
      maxAttempts: fn.retries + 1,
    });
    const outcome = await withTimeout(Promise.race([call, abandoned]), config.callTimeoutMs, item);
    if (outcome) await transaction((tx) => recordOutcome(tx, catalogue, fn, item, outcome, config.backoffMs));
  }

  function begin(item: WorkItem): void {
    let abandon = () => {};
    const abandoned = new Promise<undefined>((resolve) => {
      abandon = () => resolve(undefined);
    });
    held.set(item.leaseToken, { item, abandon });
    execute(item, abandoned)
      // The lease runs out and the call is repeated, here or elsewhere.
      .catch((error: unknown) => {
        letGo.set(item.leaseToken, item);
        logger.error('a job step could not be recorded', {
          function: item.functionId,
          run: item.runId,
          step: item.stepName,
          stack: error instanceof Error ? error.stack : String(error),
        });
      })
      .finally(() => {
        held.delete(item.leaseToken);
        wake();
      });
  }

  /** Keeps what is held; a call whose item is gone was cancelled or taken over, and is let go. */
  async function renew(tx: Tx): Promise<void> {
    const items = [...held.values()].map((entry) => entry.item);
    const renewed = await renewLeases(tx, items, config.leaseMs);
    const open = [...letGo.values()];
    const standing = await stillLeased(tx, open);
    const lost = items.filter((item) => !renewed.has(item.leaseToken));
    const taken = open.filter((item) => !standing.has(item.leaseToken));
    await restorePoints(tx, [...lost, ...taken]);
    for (const item of lost) held.get(item.leaseToken)?.abandon();
    for (const item of taken) letGo.delete(item.leaseToken);
  }

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
    const free = config.maxConcurrency - held.size;
    if (free <= 0) return idleMs;
    const { claimed, next } = await transaction(async (tx) => {
      // After a stall the own leases may have run out: this instance must not take its running calls for a dead one's.
      await renew(tx);
      const { leaseMs, suspectWaitMs } = config;
      const running = [...held.values()].map((entry) => entry.item);
      const items = await claimWork(tx, catalogue, {
        held: running,
        free,
        owner: instance,
        leaseMs,
        suspectWaitMs,
        lastServed,
      });
      return { claimed: items, next: await nextDueMs(tx) };
    });
    claimed.forEach(begin);
    return Math.min(idleMs, next ?? idleMs, crons.nextMs());
  }

  async function loop(): Promise<void> {
    let failures = 0;
    while (!stopping) {
      rung = false;
      let pause: number;
      try {
        pause = await look();
        failures = 0;
      } catch (error) {
        failures += 1;
        pause = Math.min(30_000, idleMs * 2 ** Math.min(failures, 5));
        rung = false;
        logger.error('the job queue could not be read', {
          failures,
          stack: error instanceof Error ? error.stack : String(error),
        });
      }
      if (!rung && !stopping)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(1, Math.ceil(pause)));
          ring = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  }

  const beat = setInterval(
    () =>
      void transaction(renew).catch((error: unknown) =>
        logger.warn('a job heartbeat failed', { detail: String(error) }),
      ),
    Math.max(20, Math.floor(config.leaseMs / 3)),
  );
  const running = loop();
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    stopping = true;
    wake();
    await running;
    const grace = performance.now() + config.stopGraceMs;
    while (held.size > 0 && performance.now() < grace) await new Promise((resolve) => setTimeout(resolve, 20));
    clearInterval(beat);
    removeSink();
    for (const entry of held.values()) entry.abandon();
    await transaction((tx) => releaseLeases(tx, instance));
  }

  return {
    accept,
    wake,
    state: () => ({ instance, running: held.size, functions: [...catalogue.keys()] }),
    stop: () => (stopped ??= stop()),
  };
}

async function withTimeout(
  outcome: Promise<CallOutcome | undefined>,
  timeoutMs: number,
  item: WorkItem,
): Promise<CallOutcome | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<CallOutcome>((resolve) => {
    timer = setTimeout(
      () =>
        resolve({
          kind: 'retry',
          afterMs: undefined,
          stepName: item.stepName,
          error: {
            name: 'TimedOut',
            message: `${item.stepName || 'The function'} did not answer in ${Math.round(timeoutMs / 1000)} seconds.`,
          },
        }),
      timeoutMs,
    );
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}
