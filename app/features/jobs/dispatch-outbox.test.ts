import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { readiness } from '../observability/readiness.server.ts';
import {
  dispatchOnce,
  dispatcherState,
  startDispatcher,
  type DispatchedEvent,
  type EventTransport,
} from './dispatch-outbox.server.ts';
import { enqueueJob } from './enqueue-job.server.ts';
import { wakeDispatcher } from './wake-dispatcher.server.ts';

const scope = systemScope('test');
let database: Database;
let running: { stop(): Promise<void> } | undefined;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() =>
  withScope(scope, async (tx) => {
    await tx.delete(outbox);
    await tx.delete(jobStatus);
  }),
);
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => database.close());

const enqueue = (name = 'test/job') =>
  withScope(scope, (tx) => enqueueJob(tx, { tenantId: null, event: { name, data: { n: 1 } } }));
const waiting = () => withScope(scope, (tx) => tx.select().from(outbox).orderBy(outbox.id));
const due = () => withScope(scope, async (tx) => void (await tx.update(outbox).set({ nextAttemptAt: new Date(0) })));

function server(fail: () => Error | undefined = () => undefined): EventTransport & { sent: DispatchedEvent[] } {
  const sent: DispatchedEvent[] = [];
  return {
    kind: 'server',
    sent,
    async send(events) {
      const error = fail();
      if (error) throw error;
      sent.push(...events);
    },
  };
}

describe('C7: the outbox', () => {
  test('an event is handed on with the id of its row, then the row is gone', async () => {
    const transport = server();
    const jobId = await enqueue();
    const [row] = await waiting();
    expect(await dispatchOnce({ scope, transport })).toBe(1);
    expect(transport.sent).toEqual([{ id: row?.id, name: 'test/job', data: { n: 1, job_id: jobId } }]);
    expect(await waiting()).toEqual([]);
  });

  test('a job whose transaction is rolled back leaves nothing to dispatch', async () => {
    await expect(
      withScope(scope, async (tx) => {
        await enqueueJob(tx, { tenantId: null, event: { name: 'test/job', data: {} } });
        throw new Error('the thing it serves was refused');
      }),
    ).rejects.toThrow('refused');
    expect(await waiting()).toEqual([]);
    expect(await withScope(scope, (tx) => tx.$count(jobStatus))).toBe(0);
  });

  test('an unreachable server delays: error kept, wait grows, /readyz tells, nothing is dropped', async () => {
    let down = true;
    const transport = server(() => (down ? new Error('connect ECONNREFUSED') : undefined));
    await enqueue();
    running = startDispatcher({ scope, transport, pollMs: 20, backoffMs: [30, 60] });
    await expect.poll(async () => (await waiting())[0]?.attempts ?? 0).toBeGreaterThanOrEqual(2);
    expect((await waiting())[0]?.lastError).toBe('connect ECONNREFUSED');
    expect(dispatcherState()).toMatchObject({ kind: 'server', lastError: 'connect ECONNREFUSED' });
    const { dependencies } = await readiness();
    expect(dependencies.jobs).toMatchObject({ ok: true, kind: 'inngest' });
    expect(dependencies.jobs?.detail).toMatch(/has not been reached since .*ECONNREFUSED.*1 events wait/);

    down = false;
    await expect.poll(async () => (await waiting()).length).toBe(0);
    expect(transport.sent).toHaveLength(1);
    await expect.poll(() => dispatcherState().failingSince).toBeNull();
  });

  test('a crash between sending and deleting sends again under the same id', async () => {
    const ids: string[] = [];
    const transport: EventTransport = {
      kind: 'server',
      send: async (events) => void ids.push(...events.map((event) => event.id)),
    };
    await enqueue();
    const [row] = await waiting();
    await dispatchOnce({ scope, transport });
    // What the crash leaves: the row, kept from others for a while.
    await withScope(scope, (tx) =>
      tx
        .insert(outbox)
        .values({ ...(row as typeof outbox.$inferInsert), nextAttemptAt: new Date(Date.now() + 60_000) }),
    );
    expect(await dispatchOnce({ scope, transport })).toBe(0);
    await due();
    await dispatchOnce({ scope, transport });
    expect(ids).toEqual([row?.id, row?.id]);
  });

  test('a ring is answered at once, without waiting for the next look', async () => {
    const transport = server();
    running = startDispatcher({ scope, transport, pollMs: 60_000 });
    await expect.poll(() => dispatcherState().kind).toBe('server');
    await enqueue();
    wakeDispatcher();
    await expect.poll(() => transport.sent.length).toBe(1);
  });

  test('locally, what the engine takes in and what leaves the outbox is one transaction', async () => {
    await enqueue('test/good');
    await enqueue('test/bad');
    await enqueue('test/good');
    const taken: string[] = [];
    let woken = 0;
    const transport: EventTransport = {
      kind: 'local',
      wake: () => void (woken += 1),
      async accept(tx, events) {
        await tx.insert(jobStatus).values(
          events.map((event) => ({
            id: v7(),
            event: { name: 'marker', data: { name: event.name } },
            deadlineAt: new Date(),
          })),
        );
        if (events.some((event) => event.name === 'test/bad')) throw new Error('not taken');
        taken.push(...events.map((event) => event.name));
      },
    };
    expect(await dispatchOnce({ scope, transport, backoffMs: [60_000] })).toBe(2);
    expect(taken).toEqual(['test/good', 'test/good']);
    expect(woken).toBe(1);
    const left = await waiting();
    expect(left.map((row) => [row.event.name, row.attempts, row.lastError])).toEqual([['test/bad', 1, 'not taken']]);
    const markers = await withScope(scope, (tx) => tx.select({ event: jobStatus.event }).from(jobStatus));
    expect(markers.filter((row) => row.event.name === 'marker').map((row) => row.event.data.name)).toEqual([
      'test/good',
      'test/good',
    ]);
  });
});
