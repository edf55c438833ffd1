import { eq, sql } from 'drizzle-orm';
import type { Inngest } from 'inngest';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { blameExpiredLeases } from '#db/queries/engine/leases.ts';
import { engineQueue } from '#db/schema/engine.ts';
import { withScope } from '#db/scope.ts';
import { ALONE } from './blame-crashes.ts';
import type { LocalEngine } from './start-local-engine.ts';
import {
  allEnded,
  eventually,
  note,
  noted,
  queue,
  runs,
  scope,
  seen,
  send,
  start,
  useEngineBench,
} from './testing/engine-bench.ts';

useEngineBench();

/**
 * What a kill -9 leaves behind: leases that nobody renews. The engine takes no work any more; its calls hang, so
 * nothing comes of them either.
 */
async function killed(engine: LocalEngine): Promise<void> {
  const held = (await queue()).filter(({ leaseUntil }) => leaseUntil !== null);
  expect(held).not.toEqual([]);
  await engine.stop();
  for (const { id, leaseOwner } of held)
    await withScope(scope, (tx) =>
      tx
        .update(engineQueue)
        .set({ leaseOwner, leaseToken: v7(), leaseUntil: sql`now()` })
        .where(eq(engineQueue.id, id)),
    );
}

describe('instances that end or hang', () => {
  const slow = (client: Inngest.Any, work: () => Promise<void>) => [
    client.createFunction({ id: 'slow', triggers: { event: 'test/slow' } }, async ({ step }) => {
      await step.run('quick', () => note('quick'));
      await step.run('slow', work);
      await step.run('end', () => note('end'));
    }),
  ];

  test('C7: work that a dead instance held goes on where it was, without repeating what had ended', async () => {
    const dead = await start((client) => slow(client, () => new Promise(() => note('hangs'))), { stopGraceMs: 0 });
    await send(dead, [{ name: 'test/slow' }]);
    await noted('hangs');
    await killed(dead);
    await start((client) => slow(client, async () => note('slow')));
    await noted('end');
    expect([seen().count('quick'), seen().count('slow'), seen().count('end')]).toEqual([1, 1, 1]);
    await allEnded();
    expect(await runs()).toMatchObject([{ state: 'completed' }]);
  });

  test('C7: what a former holder brings late is dropped', async () => {
    const first = Promise.withResolvers<string>();
    const second = Promise.withResolvers<string>();
    const calls = [first.promise, second.promise];
    const engine = await start((client) => [
      client.createFunction({ id: 'late', triggers: { event: 'test/late' } }, async ({ step }) => {
        const by = await step.run('work', async () => {
          note('called');
          const brought = await calls[seen().count('called') - 1];
          note(`brought ${brought}`);
          return brought;
        });
        await step.run('end', () => note('end', by));
      }),
    ]);
    await send(engine, [{ name: 'test/late' }]);
    await noted('called');
    await withScope(scope, (tx) =>
      tx.update(engineQueue).set({ leaseOwner: null, leaseToken: null, leaseUntil: null }),
    );
    engine.wake();
    await noted('called', 2);
    first.resolve('by the first');
    await noted('brought by the first');
    second.resolve('by the second');
    await noted('end');
    await allEnded();
    expect(seen().detail('end')).toBe('by the second');
    expect(seen().count('end')).toBe(1);
  });

  test('C5: a call that never answers counts as a failed attempt', async () => {
    const engine = await start(
      (client) => slow(client, () => new Promise((resolve) => (seen().count('hung') < 1 ? note('hung') : resolve()))),
      { callTimeoutMs: 2_000 },
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
        onFailure: ({ error }: { error: Error }) => note('failed', error.message),
      },
      async ({ event, step }) => {
        await step.run('work', async () => {
          note(`began ${String(event.data.name)}`);
          if (event.data.name === 'bad' || (event.data.name === 'slow' && seen().count('began slow') < 2))
            await new Promise(() => {});
        });
        note(`ended ${String(event.data.name)}`);
      },
    ),
  ];
  const called = (name: string) => ({ name: 'test/killer', data: { name } });

  test('C5: a call that ended its process twice is failed with what to do, not called a third time', async () => {
    for (const life of [1, 2]) {
      const engine = await start(killer, { stopGraceMs: 0 });
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
    const first = await start(killer, { stopGraceMs: 0 });
    await send(first, [called('bad'), called('slow')]);
    await noted('began bad');
    await noted('began slow');
    await killed(first);
    for (const life of [2, 3]) {
      const engine = await start(killer, { stopGraceMs: 0 });
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
    await eventually(async () => (await queue())[0]?.takeovers === 0);
    expect(seen().count('began bad')).toBe(1);
  });

  test('C7: clean stops blame no call, however many there are', async () => {
    for (const life of [1, 2, 3, 4]) {
      const engine = await start(killer, { stopGraceMs: 0 });
      if (life === 1) await send(engine, [called('bad')]);
      await noted('began bad', life);
      await engine.stop();
      expect(await queue()).toMatchObject([{ takeovers: 0 }]);
    }
  });

  test('C7: stop gives back what it cannot end, within its grace', async () => {
    const engine = await start((client) => slow(client, () => new Promise(() => note('hangs'))), {
      stopGraceMs: 100,
    });
    await send(engine, [{ name: 'test/slow' }]);
    await noted('hangs');
    // The call never ends: a stop that waited for it would not either.
    await engine.stop();
    expect(await queue()).toMatchObject([{ leaseUntil: null, takeovers: 0 }]);
  });
});
