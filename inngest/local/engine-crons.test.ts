import type { Inngest } from 'inngest';
import { describe, expect, test } from 'vitest';
import { allEnded, note, noted, seen, start, useEngineBench } from './testing/engine-bench.ts';

useEngineBench();

describe('crons', () => {
  test('a function runs once at each time of its cron, by the given clock, also with two instances', async () => {
    let now = Date.parse('2026-03-28T12:00:30Z');
    const functions = (client: Inngest.Any) => [
      client.createFunction({ id: 'ticks', triggers: { cron: '*/5 * * * *' } }, ({ event }) =>
        note('tick', event.name),
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
      client.createFunction({ id: 'dublin', triggers: { cron: 'TZ=Europe/Dublin 30 3 * * *' } }, () => note('night')),
      client.createFunction({ id: 'utc', triggers: { cron: '30 2 * * *' } }, () => note('in UTC')),
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
