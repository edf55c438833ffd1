import {
  countWaitingEvents,
  deleteEvents,
  lockDueEvents,
  postponeEvents,
  type OutboxRow,
} from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { logger } from '#app/platform/logger.ts';
import { registerReadinessCheck } from '../observability/readiness.server.ts';
import { onDispatcherWake } from './wake-dispatcher.server.ts';
import { remember } from '#app/platform/remember.ts';

export type DispatchedEvent = { id: string; name: string; data: Record<string, unknown> };

/**
 * Where events go: into the local engine's tables in the dispatcher's own transaction, or to a server that knows an
 * event by its id.
 */
export type EventTransport =
  | { kind: 'local'; accept(tx: Tx, events: DispatchedEvent[]): Promise<unknown>; wake(): void }
  | { kind: 'server'; send(events: DispatchedEvent[]): Promise<unknown> };

export type DispatcherOptions = {
  scope: PlatformScope;
  transport: EventTransport;
  /** How often to look without being woken, milliseconds. Default 2 s. */
  pollMs?: number;
  /** Waits after the first, second … failure, milliseconds; the last one repeats. */
  backoffMs?: readonly number[];
};

export type DispatcherState = {
  kind: EventTransport['kind'] | 'stopped';
  failingSince: Date | null;
  lastError: string | null;
};

const BATCH = 50;
const BACKOFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000];
/**
 * While a batch is on its way to a server no other instance sends it; after a crash it is sent again, under the same
 * ids.
 */
const SENDING_MS = 60_000;

/**
 * How dispatching stands, for /readyz and the system page: an unreachable job server shows here and delays jobs, it
 * drops none.
 */
export function dispatcherState(): DispatcherState {
  return remember('dispatcher-state', (): DispatcherState => ({
    kind: 'stopped',
    failingSince: null,
    lastError: null,
  }));
}

/** Hands the outbox's events on until stopped (C7): woken by `wakeDispatcher`, else every `pollMs`. */
export function startDispatcher(options: DispatcherOptions): { stop(): Promise<void> } {
  const { pollMs = 2_000, transport } = options;
  const state: DispatcherState = Object.assign(dispatcherState(), {
    kind: transport.kind,
    failingSince: null,
    lastError: null,
  });
  let stopping = false;
  let rung = false;
  let ring = () => {};
  const wake = () => {
    rung = true;
    ring();
  };
  const silence = onDispatcherWake(wake);
  registerReadinessCheck('jobs', async () => {
    const { waiting, oldest } = await withScope(options.scope, countWaitingEvents, { readOnly: true });
    const detail = state.failingSince
      ? `the job server has not been reached since ${state.failingSince.toISOString()} (${state.lastError}); ` +
        `${waiting} events wait`
      : oldest && Date.now() - oldest.getTime() > 60_000
        ? `${waiting} events wait, since ${oldest.toISOString()}`
        : undefined;
    // Jobs are delayed, pages are not: the application stays in service.
    return { ok: true, kind: transport.kind === 'local' ? 'local engine' : 'inngest', ...(detail ? { detail } : {}) };
  });

  async function loop(): Promise<void> {
    while (!stopping) {
      rung = false;
      let handed = 0;
      try {
        handed = await dispatchOnce(options);
        // Nothing due says nothing: what failed waits for its next try.
        if (
          state.failingSince &&
          (handed > 0 || (await withScope(options.scope, countWaitingEvents, { readOnly: true })).waiting === 0)
        ) {
          logger.info('the job server takes events again');
          Object.assign(state, { failingSince: null, lastError: null });
        }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (!state.failingSince)
          logger.error('events cannot be handed to the job server; they are kept and tried again', { detail: message });
        Object.assign(state, { failingSince: state.failingSince ?? new Date(), lastError: message });
      }
      if (handed === BATCH || rung || stopping) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = loop();
  return {
    async stop() {
      stopping = true;
      silence();
      wake();
      await running;
      state.kind = 'stopped';
    },
  };
}

/** One batch. Returns how many events were handed on; throws the transport's error after postponing what it refused. */
export async function dispatchOnce(options: DispatcherOptions): Promise<number> {
  return options.transport.kind === 'local'
    ? dispatchLocally(options, options.transport)
    : dispatchToServer(options, options.transport);
}

const asEvent = (row: OutboxRow): DispatchedEvent => ({ id: row.id, name: row.event.name, data: row.event.data });

async function dispatchLocally(
  { scope, backoffMs = BACKOFF_MS }: DispatcherOptions,
  transport: Extract<EventTransport, { kind: 'local' }>,
): Promise<number> {
  const take = (limit: number) =>
    withScope(scope, async (tx) => {
      const rows = await lockDueEvents(tx, limit);
      if (rows.length === 0) return [];
      try {
        await transport.accept(tx, rows.map(asEvent));
      } catch (cause) {
        throw new RefusedBatch(rows, cause);
      }
      await deleteEvents(
        tx,
        rows.map((row) => row.id),
      );
      return rows;
    });
  try {
    const taken = await take(BATCH);
    if (taken.length > 0) transport.wake();
    return taken.length;
  } catch (error) {
    if (!(error instanceof RefusedBatch)) throw error;
    // One event may be what the engine refuses: the others go on one by one.
    if (error.rows.length > 1) {
      let handed = 0;
      for (let n = 0; n < error.rows.length; n += 1) handed += await dispatchSingly(scope, backoffMs, take);
      if (handed > 0) transport.wake();
      return handed;
    }
    await postpone(scope, error.rows, error.cause, backoffMs);
    throw error.cause;
  }
}

async function dispatchSingly(
  scope: PlatformScope,
  backoffMs: readonly number[],
  take: (limit: number) => Promise<OutboxRow[]>,
): Promise<number> {
  try {
    return (await take(1)).length;
  } catch (error) {
    if (!(error instanceof RefusedBatch)) throw error;
    await postpone(scope, error.rows, error.cause, backoffMs);
    logger.error('an event was refused by the local engine; it is kept and tried again', {
      event: error.rows[0]?.event.name,
      detail: String(error.cause),
    });
    return 0;
  }
}

async function dispatchToServer(
  { scope, backoffMs = BACKOFF_MS }: DispatcherOptions,
  transport: Extract<EventTransport, { kind: 'server' }>,
): Promise<number> {
  const rows = await withScope(scope, async (tx) => {
    const due = await lockDueEvents(tx, BATCH);
    if (due.length > 0)
      await postponeEvents(
        tx,
        due.map((row) => row.id),
        SENDING_MS,
      );
    return due;
  });
  if (rows.length === 0) return 0;
  try {
    await transport.send(rows.map(asEvent));
  } catch (error) {
    await postpone(scope, rows, error, backoffMs);
    throw error;
  }
  await withScope(scope, (tx) =>
    deleteEvents(
      tx,
      rows.map((row) => row.id),
    ),
  );
  return rows.length;
}

async function postpone(
  scope: PlatformScope,
  rows: OutboxRow[],
  cause: unknown,
  backoffMs: readonly number[],
): Promise<void> {
  const attempts = Math.max(...rows.map((row) => row.attempts));
  const wait = backoffMs[Math.min(attempts, backoffMs.length - 1)] ?? 60_000;
  const message = (cause instanceof Error ? cause.message : String(cause)).slice(0, 1000);
  await withScope(scope, (tx) =>
    postponeEvents(
      tx,
      rows.map((row) => row.id),
      wait,
      message,
    ),
  );
}

class RefusedBatch extends Error {
  readonly rows: OutboxRow[];
  constructor(rows: OutboxRow[], cause: unknown) {
    super('The events were refused.', { cause });
    this.rows = rows;
  }
}
