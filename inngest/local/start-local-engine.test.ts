import { asc, eq, sql } from 'drizzle-orm';
import { Inngest, type InngestFunction } from 'inngest';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { engineEvents, engineQueue, engineRuns } from '#db/schema/engine.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { sdkLogger } from '../sdk-logger.ts';
import { blameExpiredLeases } from '#db/queries/engine/leases.ts';
import { ALONE } from './blame-crashes.ts';
import { openNotebook, readNotebook, until } from './conformance/notebook.ts';
import type { Notebook } from './conformance/cases.ts';
import type { LocalEngineOptions } from './engine-options.ts';
import { LocalSendMiddleware } from './local-send.ts';
import { startLocalEngine, type LocalEngine } from './start-local-engine.ts';

const scope = systemScope('test');
let database: Database;
let book: Notebook;
const engines: LocalEngine[] = [];

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

const newClient = () =>
  new Inngest({
    id: 'engine-test',
    isDev: true,
    checkpointing: false,
    middleware: [LocalSendMiddleware],
    logger: sdkLogger,
    internalLogger: sdkLogger,
  });

async function start(
  functions: (client: Inngest.Any) => InngestFunction.Any[],
  options: Partial<LocalEngineOptions> = {},
): Promise<LocalEngine> {
  const client = newClient();
  const engine = await startLocalEngine({
    client,
    functions: functions(client),
    backoffMs: [30],
    leaseMs: 600,
    alone: database.kind === 'embedded',
    ...options,
  });
  engines.push(engine);
  return engine;
}

async function send(engine: LocalEngine, events: Parameters<LocalEngine['accept']>[1]): Promise<void> {
  await withScope(scope, (tx) => engine.accept(tx, events));
  engine.wake();
}

const seen = () => readNotebook(book);
const noted = (what: string, count = 1, timeoutMs = 60_000) =>
  until(
    () => seen().count(what) >= count,
    timeoutMs,
    () => book.notes.map((note) => note.what),
  );
const runs = () =>
  withScope(scope, (tx) =>
    tx.select({ state: engineRuns.state, error: engineRuns.error }).from(engineRuns).orderBy(asc(engineRuns.id)),
  );
const allEnded = () =>
  until(
    async () => (await runs()).every((run) => run.state !== 'queued' && run.state !== 'running'),
    60_000,
    () => book.notes,
  );

describe('configuration that the engine would have to ignore is refused at start', () => {
  const event = { event: 'test/any' };
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['throttle', { triggers: event, throttle: { limit: 1, period: '1s' } }, /throttle is not supported/],
    ['rateLimit', { triggers: event, rateLimit: { limit: 1, period: '1s' } }, /rateLimit is not supported/],
    ['debounce', { triggers: event, debounce: { period: '1s' } }, /debounce is not supported/],
    ['batchEvents', { triggers: event, batchEvents: { maxSize: 10, timeout: '5s' } }, /batchEvents is not supported/],
    ['priority', { triggers: event, priority: { run: 'event.data.rank' } }, /priority is not supported/],
    ['singleton', { triggers: event, singleton: { mode: 'skip' } }, /singleton is not supported/],
    ['idempotency', { triggers: event, idempotency: 'event.data.id' }, /idempotency is not supported/],
    [
      'a concurrency of the account',
      { triggers: event, concurrency: { limit: 1, scope: 'account', key: '"x"' } },
      /scope "account" is not supported/,
    ],
    [
      'a computed concurrency key',
      { triggers: event, concurrency: { limit: 1, key: 'event.data.a + event.data.b' } },
      /does not understand the expression/,
    ],
    [
      'a trigger condition beyond comparisons',
      { triggers: { ...event, if: 'event.data.n > 3' } },
      /does not understand the expression/,
    ],
    ['a wildcard trigger', { triggers: { event: 'test/*' } }, /wildcard/],
    ['a cron that is none', { triggers: { cron: 'every day' } }, /cron|pattern|Cron/i],
  ])('%s', async (_name, options, message) => {
    await expect(
      start((client) => [
        client.createFunction({ id: 'odd', ...options } as { id: string; triggers: { event: string } }, () => 1),
      ]),
    ).rejects.toThrow(message);
    await expect(
      start((client) => [
        client.createFunction({ id: 'odd', ...options } as { id: string; triggers: { event: string } }, () => 1),
      ]),
    ).rejects.toThrow(/engine-test-odd/);
  });

  test('a kind of step that it does not have ends the run with the reason', async () => {
    const engine = await start((client) => [
      client.createFunction(
        {
          id: 'waits',
          triggers: { event: 'test/waits' },
          onFailure: ({ error }: { error: Error }) => book.note('failed', error.message),
        },
        async ({ step }) => {
          await step.waitForEvent('later', { event: 'test/later', timeout: '1m' });
        },
      ),
    ]);
    await send(engine, [{ name: 'test/waits' }]);
    await noted('failed');
    expect(seen().detail('failed')).toMatch(/does not support WaitForEvent \(later\)/);
  });
});

describe('crons', () => {
  test('a function runs once at each time of its cron, by the given clock, also with two instances', async () => {
    let now = Date.parse('2026-03-28T12:00:30Z');
    const functions = (client: Inngest.Any) => [
      client.createFunction({ id: 'ticks', triggers: { cron: '*/5 * * * *' } }, ({ event }) =>
        book.note('tick', event.name),
      ),
    ];
    const options = { clock: () => now };
    const [first, second] = [await start(functions, options), await start(functions, options)];
    const goTo = async (time: string, count: number) => {
      now = Date.parse(time);
      first.wake();
      second.wake();
      await noted('tick', count);
      await allEnded();
    };
    await goTo('2026-03-28T12:05:00Z', 1);
    await goTo('2026-03-28T12:10:01Z', 2);
    // A gap is one tick, not three: what was missed is not made up for.
    await goTo('2026-03-28T12:26:00Z', 3);
    expect(seen().whats).toEqual(['tick', 'tick', 'tick']);
    expect(seen().detail('tick')).toBe('inngest/scheduled.timer');
  });

  test('TZ= names the zone, summer time included', async () => {
    let now = Date.parse('2026-07-01T00:00:00Z');
    const night = (client: Inngest.Any) => [
      client.createFunction({ id: 'dublin', triggers: { cron: 'TZ=Europe/Dublin 30 3 * * *' } }, () =>
        book.note('night'),
      ),
      client.createFunction({ id: 'utc', triggers: { cron: '30 2 * * *' } }, () => book.note('in UTC')),
    ];
    const engine = await start(night, { clock: () => now });
    now = Date.parse('2026-07-01T02:30:00Z');
    engine.wake();
    await noted('night');
    await noted('in UTC');
    now = Date.parse('2026-07-01T03:30:00Z');
    engine.wake();
    await allEnded();
    expect([seen().count('night'), seen().count('in UTC')]).toEqual([1, 1]);
  });
});

describe('C8: fairness', () => {
  test('a single event of one key does not wait for a batch of another', async () => {
    const engine = await start((client) => [
      client.createFunction(
        {
          id: 'fair',
          concurrency: [{ limit: 2 }, { limit: 2, key: 'event.data.tenant_id' }],
          triggers: { event: 'test/fair' },
        },
        async ({ event, step }) => {
          for (const part of [1, 2, 3]) await step.run(`part-${part}`, () => part);
          await step.run('end', () => book.note(String(event.data.tenant_id)));
        },
      ),
    ]);
    const of = (tenant: string) => ({ name: 'test/fair', data: { tenant_id: tenant } });
    await send(engine, [...Array.from({ length: 20 }, () => of('batch')), of('single')]);
    await noted('single');
    expect(seen().count('batch')).toBeLessThan(6);
    await noted('batch', 20);
  });
});

describe('instances that end or hang', () => {
  const slow = (client: Inngest.Any, work: () => Promise<void>) => [
    client.createFunction({ id: 'slow', triggers: { event: 'test/slow' } }, async ({ step }) => {
      await step.run('quick', () => book.note('quick'));
      await step.run('slow', work);
      await step.run('end', () => book.note('end'));
    }),
  ];

  test('C7: work that a dead instance held goes on where it was, without repeating what had ended', async () => {
    const dead = await start((client) => slow(client, () => new Promise(() => book.note('hangs'))), { stopGraceMs: 0 });
    await send(dead, [{ name: 'test/slow' }]);
    await noted('hangs');
    // What a kill leaves behind: a lease that nobody renews.
    await withScope(scope, (tx) =>
      tx.update(engineQueue).set({ leaseToken: v7(), leaseUntil: sql`now() + interval '200 milliseconds'` }),
    );
    await start((client) => slow(client, async () => book.note('slow')));
    await noted('end');
    expect([seen().count('quick'), seen().count('slow'), seen().count('end')]).toEqual([1, 1, 1]);
    await allEnded();
    expect(await runs()).toMatchObject([{ state: 'completed' }]);
  });

  test('C7: what a former holder brings late is dropped', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let calls = 0;
    const engine = await start((client) => [
      client.createFunction({ id: 'late', triggers: { event: 'test/late' } }, async ({ step }) => {
        const by = await step.run('work', async () => {
          calls += 1;
          if (calls > 1) return 'second';
          book.note('held');
          await held;
          return 'first';
        });
        await step.run('end', () => book.note('end', by));
      }),
    ]);
    await send(engine, [{ name: 'test/late' }]);
    await noted('held');
    await withScope(scope, (tx) =>
      tx.update(engineQueue).set({ leaseOwner: null, leaseToken: null, leaseUntil: null }),
    );
    engine.wake();
    await noted('end');
    release();
    await allEnded();
    expect(seen().detail('end')).toBe('second');
    expect(seen().count('end')).toBe(1);
  });

  test('C5: a call that never answers counts as a failed attempt', async () => {
    const engine = await start(
      (client) =>
        slow(client, () => new Promise((resolve) => (seen().count('hung') < 1 ? book.note('hung') : resolve()))),
      { callTimeoutMs: 300 },
    );
    await send(engine, [{ name: 'test/slow' }]);
    await noted('end');
    expect(seen().count('hung')).toBe(1);
  });

  const killer = (client: Inngest.Any) => [
    client.createFunction(
      {
        id: 'killer',
        concurrency: { limit: 8 },
        triggers: { event: 'test/killer' },
        onFailure: ({ error }: { error: Error }) => book.note('failed', error.message),
      },
      async ({ event, step }) => {
        await step.run('work', async () => {
          book.note(`began ${String(event.data.name)}`);
          if (event.data.name === 'bad' || (event.data.name === 'slow' && seen().count('began slow') < 2))
            await new Promise(() => {});
        });
        book.note(`ended ${String(event.data.name)}`);
      },
    ),
  ];
  const called = (name: string) => ({ name: 'test/killer', data: { name } });
  /**
   * What a kill -9 leaves behind: leases that nobody renews. The engine whose calls hang can do nothing more about
   * them.
   */
  const killed = async (engine: LocalEngine) => {
    const rows = await withScope(scope, (tx) =>
      tx
        .select({ id: engineQueue.id, owner: engineQueue.leaseOwner })
        .from(engineQueue)
        .where(sql`lease_until is not null`),
    );
    await engine.stop();
    for (const row of rows)
      await withScope(scope, (tx) =>
        tx
          .update(engineQueue)
          .set({ leaseOwner: row.owner, leaseToken: v7(), leaseUntil: sql`now()` })
          .where(eq(engineQueue.id, row.id)),
      );
  };

  test('C5: a call that ended its process twice is failed with what to do, not called a third time', async () => {
    for (const life of [1, 2]) {
      const engine = await start(killer, { stopGraceMs: 0, leaseMs: 30_000 });
      if (life === 1) await send(engine, [called('bad')]);
      await noted('began bad', life);
      await killed(engine);
    }
    await start(killer);
    await noted('failed');
    expect(seen().count('began bad')).toBe(2);
    expect(seen().detail('failed')).toMatch(/ended twice while this job ran.*Start the job again/);
    await allEnded();
    expect(await runs()).toMatchObject([{ state: 'failed' }, { state: 'completed' }]);
  });

  test('C5, C7: what merely ran beside it is called alone, and ends', async () => {
    const first = await start(killer, { stopGraceMs: 0, leaseMs: 30_000 });
    await send(first, [called('bad'), called('slow')]);
    await noted('began bad');
    await noted('began slow');
    await killed(first);
    for (const life of [2, 3]) {
      const engine = await start(killer, { stopGraceMs: 0, leaseMs: 30_000 });
      await noted('began bad', life);
      expect(engine.state().running).toBe(1);
      await killed(engine);
    }
    await start(killer);
    await noted('failed');
    await noted('ended slow');
    expect([seen().count('began bad'), seen().count('began slow'), seen().count('failed')]).toEqual([3, 2, 1]);
  });

  test('C7: a process that lives takes back what it was blamed for while nothing was heard of it', async () => {
    const living = await start(killer, { stopGraceMs: 0, leaseMs: 3_000 });
    await send(living, [called('bad')]);
    await noted('began bad');
    // What an outage leaves: the lease ran out, and whoever was back first took the call for a dead one's.
    await withScope(scope, async (tx) => {
      await tx.update(engineQueue).set({ leaseUntil: sql`now() - interval '1 second'` });
      await blameExpiredLeases(tx, 'another', ALONE);
      expect(await tx.select({ takeovers: engineQueue.takeovers }).from(engineQueue)).toEqual([{ takeovers: 2 }]);
      await tx
        .update(engineQueue)
        .set({ leaseOwner: 'another', leaseToken: v7(), leaseUntil: sql`now() + interval '1 minute'` });
    });
    const points = () => withScope(scope, (tx) => tx.select({ takeovers: engineQueue.takeovers }).from(engineQueue));
    await until(
      async () => (await points())[0]?.takeovers === 0,
      60_000,
      () => book.notes,
    );
    expect(seen().count('began bad')).toBe(1);
  });

  test('C7: clean stops blame no call, however many there are', async () => {
    for (const life of [1, 2, 3, 4]) {
      const engine = await start(killer, { stopGraceMs: 0, leaseMs: 30_000 });
      if (life === 1) await send(engine, [called('bad')]);
      await noted('began bad', life);
      await engine.stop();
      expect(await withScope(scope, (tx) => tx.select({ takeovers: engineQueue.takeovers }).from(engineQueue))).toEqual(
        [{ takeovers: 0 }],
      );
    }
  });

  test('C7: stop gives back what it cannot end, within its grace', async () => {
    const engine = await start((client) => slow(client, () => new Promise(() => book.note('hangs'))), {
      stopGraceMs: 100,
    });
    await send(engine, [{ name: 'test/slow' }]);
    await noted('hangs');
    // The call never ends: a stop that waited for it would not either.
    await engine.stop();
    const left = await withScope(scope, (tx) =>
      tx.select({ leaseUntil: engineQueue.leaseUntil, takeovers: engineQueue.takeovers }).from(engineQueue),
    );
    expect(left).toEqual([{ leaseUntil: null, takeovers: 0 }]);
  });
});

describe('odd values', () => {
  test('NUL, lone surrogates, undefined and large numbers pass through events, results and errors', async () => {
    const engine = await start((client) => [
      client.createFunction(
        {
          id: 'odd-text',
          retries: 0,
          triggers: { event: 'test/odd' },
          onFailure: ({ error }: { error: Error }) => book.note('failed', error.message),
        },
        async ({ event, step }) => {
          const back = await step.run('echo', () => ({
            text: `${String(event.data.text)}\0\uD800`,
            nothing: undefined,
            large: 2 ** 53,
          }));
          await step.run('keep', () => book.note('back', back));
          throw new Error('\0 in the message');
        },
      ),
    ]);
    await send(engine, [{ name: 'test/odd', data: { text: 'a\0b' } }]);
    await noted('failed');
    expect(seen().detail('back')).toEqual({ text: 'a\uFFFDb\uFFFD\uFFFD', large: 2 ** 53 });
    expect(seen().detail('failed')).toBe('\uFFFD in the message');
  });

  test('an event id is free again after 24 hours', async () => {
    const engine = await start((client) => [
      client.createFunction({ id: 'daily', triggers: { event: 'test/daily' } }, () => book.note('daily')),
    ]);
    await send(engine, [{ id: 'one', name: 'test/daily' }]);
    await noted('daily');
    await send(engine, [{ id: 'one', name: 'test/daily' }]);
    await allEnded();
    expect(await runs()).toHaveLength(1);
    await withScope(scope, (tx) =>
      tx
        .update(engineEvents)
        .set({ receivedAt: sql`now() - interval '25 hours'` })
        .where(eq(engineEvents.id, 'one')),
    );
    await send(engine, [{ id: 'one', name: 'test/daily' }]);
    await noted('daily', 2);
  });
});
