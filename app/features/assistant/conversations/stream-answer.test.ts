import { afterEach, expect, test, vi } from 'vitest';
import { readAll, textOf } from '../testing/ask.ts';
import { LiveAnswer } from './live-answers.server.ts';
import { streamAnswer } from './stream-answer.server.ts';

const courtesy = (text: string) => ({ text, grounded: false, citations: [], mode: 'courtesy' as const });
const signal = new AbortController().signal;
const TURN = { message_id: 'm', conversation_id: 'c' };

afterEach(() => void vi.useRealTimers());

test('F4: a silent stream shows every ten seconds that it lives, and stops to at its end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const beats = () => timers.mock.calls.filter(([, milliseconds]) => milliseconds === 10_000).length;
  let finish = (_text: string) => {};
  const live = new LiveAnswer(TURN, 'owner');
  const making = live.make(() => new Promise((resolve) => (finish = (text) => resolve(courtesy(text)))));
  const comments: string[] = [];
  const reading = readAll(streamAnswer(live, signal), (comment) => comments.push(comment));
  for (const count of [1, 2, 3]) {
    await vi.waitFor(() => expect(comments).toHaveLength(count));
    await vi.waitFor(() => expect(beats()).toBe(count));
    if (count < 3) vi.advanceTimersByTime(10_000);
  }
  finish('Hello');
  await making;
  expect((await reading).map(({ event }) => event)).toEqual(['meta', 'citations', 'done']);
  expect(comments).toHaveLength(3);
  timers.mockRestore();
});

test('F4: an answer is kept whole for slow readers, so one without end is stopped', async () => {
  let told = 0;
  const live = new LiveAnswer(TURN, 'owner');
  await live.make(async ({ signal: stop, tell }) => {
    while (!stop.aborted && told < 100_000_000) {
      tell?.('x'.repeat(1_000));
      told += 1_000;
    }
    throw stop.reason;
  });
  expect(told).toBeLessThan(200_000);
  const events = await readAll(streamAnswer(live, signal));
  expect(events.at(-1)).toMatchObject({ event: 'done', data: { state: 'stopped' } });
  expect(textOf(events)).toHaveLength(told);
});
