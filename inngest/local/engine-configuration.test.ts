import { describe, expect, test } from 'vitest';
import { noted, note, seen, send, start, useEngineBench } from './testing/engine-bench.ts';

useEngineBench();

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
          onFailure: ({ error }: { error: Error }) => note('failed', error.message),
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
