import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { engineEvents } from '#db/schema/engine.ts';
import { withScope } from '#db/scope.ts';
import { allEnded, note, noted, runs, scope, seen, send, start, useEngineBench } from './testing/engine-bench.ts';

useEngineBench();

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
          await step.run('end', () => note(String(event.data.tenant_id)));
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

describe('odd values', () => {
  test('NUL, lone surrogates, undefined and large numbers pass through events, results and errors', async () => {
    const engine = await start((client) => [
      client.createFunction(
        {
          id: 'odd-text',
          retries: 0,
          triggers: { event: 'test/odd' },
          onFailure: ({ error }: { error: Error }) => note('failed', error.message),
        },
        async ({ event, step }) => {
          const back = await step.run('echo', () => ({
            text: `${String(event.data.text)}\0\uD800`,
            nothing: undefined,
            large: 2 ** 53,
          }));
          await step.run('keep', () => note('back', back));
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
      client.createFunction({ id: 'daily', triggers: { event: 'test/daily' } }, () => note('daily')),
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
