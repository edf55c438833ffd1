import { expect, test, vi } from 'vitest';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { embedExamples, nearestOutOfScope } from './nearest-out-of-scope.server.ts';

test('what was embedded at the start is not embedded for a question', async () => {
  const embed = vi.fn<Embedder['embed']>((texts) => Promise.resolve(texts.map(() => [1, 0])));
  const model = { model: 'warmed', embed };
  await embedExamples(model);
  expect(embed).toHaveBeenCalledOnce();
  expect(await nearestOutOfScope([0.5, 0], model)).toBe(0.5);
  expect(embed).toHaveBeenCalledOnce();
});

test('an embedder that failed is asked again for the next question', async () => {
  const embed = vi.fn<Embedder['embed']>(() => Promise.reject(new Error('away')));
  const model = { model: 'failing', embed };
  expect(await nearestOutOfScope([1, 0], model)).toBeNull();
  embed.mockImplementation((texts) => Promise.resolve(texts.map(() => [0, 1])));
  expect(await nearestOutOfScope([0, 1], model)).toBe(1);
});
