import { asc } from 'drizzle-orm';
import { Inngest, type InngestFunction } from 'inngest';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Database } from '#db/client.ts';
import { engineEvents, engineQueue, engineRuns } from '#db/schema/engine.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { sdkLogger } from '../../sdk-logger.ts';
import type { Notebook } from '../conformance/case.ts';
import { openNotebook, readNotebook, until } from '../conformance/notebook.ts';
import type { LocalEngineOptions } from '../engine-options.ts';
import { LocalSendMiddleware } from '../local-send.ts';
import { startLocalEngine, type LocalEngine } from '../start-local-engine.ts';

export const scope = systemScope('test');

/** Waited for at the most, milliseconds; a machine under load needs seconds for what takes a moment here. */
const PATIENCE_MS = 60_000;

let database: Database;
let book: Notebook;
const engines: LocalEngine[] = [];

/** A database of the test file's own, and an empty queue and notebook for each of its tests; ends their engines. */
export function useEngineBench(): void {
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(async () => {
    book = openNotebook();
    await withScope(scope, async (tx) => {
      await tx.delete(engineRuns);
      await tx.delete(engineEvents);
    });
  });
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.stop();
  });
  afterAll(() => database.close());
}

/**
 * Starts an engine with these functions. Its leases last until long after a test: on a stalled machine, too, only a
 * test that says so takes a living engine's work from it.
 */
export async function start(
  functions: (client: Inngest.Any) => InngestFunction.Any[],
  options: Partial<LocalEngineOptions> = {},
): Promise<LocalEngine> {
  const client = new Inngest({
    id: 'engine-test',
    isDev: true,
    checkpointing: false,
    middleware: [LocalSendMiddleware],
    logger: sdkLogger,
    internalLogger: sdkLogger,
  });
  const engine = await startLocalEngine({
    client,
    functions: functions(client),
    backoffMs: [30],
    leaseMs: 10 * PATIENCE_MS,
    alone: database.kind === 'embedded',
    ...options,
  });
  engines.push(engine);
  return engine;
}

export async function send(engine: LocalEngine, events: Parameters<LocalEngine['accept']>[1]): Promise<void> {
  await withScope(scope, (tx) => engine.accept(tx, events));
  engine.wake();
}

/** Writes down what a function of the test does. */
export const note = (what: string, detail?: unknown) => book.note(what, detail);

/** What the running test's functions have written down. */
export const seen = () => readNotebook(book);

export const eventually = (condition: () => boolean | Promise<boolean>) =>
  until(condition, PATIENCE_MS, () => book.notes.map(({ what }) => what));

/** Waits until something was written down `count` times. */
export const noted = (what: string, count = 1) => eventually(() => seen().count(what) >= count);

export const runs = () =>
  withScope(scope, (tx) =>
    tx.select({ state: engineRuns.state, error: engineRuns.error }).from(engineRuns).orderBy(asc(engineRuns.id)),
  );

export const allEnded = () =>
  eventually(async () => (await runs()).every((run) => run.state !== 'queued' && run.state !== 'running'));

/** Who has the items of the queue, and how often each may have ended a process. */
export const queue = () =>
  withScope(scope, (tx) =>
    tx
      .select({
        id: engineQueue.id,
        leaseOwner: engineQueue.leaseOwner,
        leaseUntil: engineQueue.leaseUntil,
        takeovers: engineQueue.takeovers,
      })
      .from(engineQueue),
  );
