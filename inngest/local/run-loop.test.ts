import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runLoop, type Loop } from './run-loop.ts';

let loop: Loop | undefined;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  await loop?.stop();
  vi.useRealTimers();
});

test('C7: pauses for as long as a look says, and looks at once when it is woken', async () => {
  const look = vi.fn<() => Promise<number>>(() => Promise.resolve(1000));
  loop = runLoop(look, 100);
  await vi.advanceTimersByTimeAsync(999);
  expect(look).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(look).toHaveBeenCalledTimes(2);
  loop.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(look).toHaveBeenCalledTimes(3);
});

test('C7: what wakes it while it looks is not lost: it looks once more, without the pause', async () => {
  const looks: (() => void)[] = [];
  const look = vi.fn<() => Promise<number>>(() => new Promise<number>((resolve) => looks.push(() => resolve(60_000))));
  loop = runLoop(look, 100);
  loop.wake();
  looks[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(look).toHaveBeenCalledTimes(2);
  looks[1]?.();
  await vi.advanceTimersByTimeAsync(59_999);
  expect(look).toHaveBeenCalledTimes(2);
  // Its end is for afterEach, which waits for the look that is under way.
  looks.length = 0;
});

test('C7: a queue that cannot be read is asked again after pauses that grow to 30 s', async () => {
  const look = vi.fn<() => Promise<number>>(() => Promise.reject(new Error('away')));
  loop = runLoop(look, 1000);
  await vi.advanceTimersByTimeAsync(0);
  const pauses: number[] = [];
  for (let asked = 1; asked < 8; asked += 1) {
    let pause = 0;
    while (look.mock.calls.length === asked) {
      await vi.advanceTimersByTimeAsync(500);
      pause += 500;
    }
    pauses.push(pause);
  }
  expect(pauses).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});
