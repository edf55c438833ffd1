import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurnstile } from './take-turns.ts';

test('A6: one of those who wait goes on in each round of the event loop, in their order', async () => {
  const turn = createTurnstile();
  const passed: string[] = [];
  const work = async (name: string) => {
    for (let piece = 1; piece <= 2; piece += 1) {
      await turn();
      passed.push(`${name}${piece}`);
    }
  };
  const all = Promise.all(['a', 'b', 'c'].map(work));
  const seen: number[] = [];
  while (passed.length < 6) {
    await nextRound();
    seen.push(passed.length);
  }
  await all;
  expect(passed).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  expect(seen.every((count, round) => count - (seen[round - 1] ?? 0) <= 1)).toBe(true);
});

test('A6: who comes after everybody has passed goes on too', async () => {
  const turn = createTurnstile();
  await turn();
  await turn();
  await expect(turn()).resolves.toBeUndefined();
});
