import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurnstile } from './take-turns.ts';

/** Lets six wait, and counts who has gone on after each round whose length is `roundMs`. */
async function roundsOf(roundMs: number): Promise<{ order: string[]; goneOn: number[] }> {
  let clock = 0;
  const turn = createTurnstile(() => (clock += roundMs));
  const order: string[] = [];
  const all = Promise.all(
    [...'abcdef'].map(async (name) => {
      await turn();
      order.push(name);
    }),
  );
  const goneOn: number[] = [];
  while (order.length < 6) {
    await nextRound();
    if (order.length > (goneOn.at(-1) ?? 0)) goneOn.push(order.length);
  }
  await all;
  return { order, goneOn };
}

test('A6: one of those who wait goes on in each short round of the event loop, in their order', async () => {
  expect(await roundsOf(0.5)).toEqual({ order: [...'abcdef'], goneOn: [1, 2, 3, 4, 5, 6] });
});

test('A6: more go on in a long round, so that a busy server does not starve them', async () => {
  expect(await roundsOf(5)).toEqual({ order: [...'abcdef'], goneOn: [2, 4, 6] });
});

test('A6: who comes after everybody has passed goes on too', async () => {
  const turn = createTurnstile();
  await turn();
  await turn();
  await expect(turn()).resolves.toBeUndefined();
});
