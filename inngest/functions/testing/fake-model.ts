import type { Embedder } from '#app/platform/embeddings/embedder.ts';

/** A vector that depends on the text alone, in place of a model at its very edge. */
export function fakeVector(text: string): number[] {
  const vector = Array.from({ length: 512 }, () => 0);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    let hash = 7;
    for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 512;
    vector[hash] = (vector[hash] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

export type FakeModel = Pick<Embedder, 'model' | 'embed'> & { calls: number; texts: number; distinct: Set<string> };

/** `fail(call)` may throw before the call with that number (from 1) is answered. */
export function fakeModel(model = 'fake-model', fail: (call: number) => void = () => {}): FakeModel {
  const state: FakeModel = {
    model,
    calls: 0,
    texts: 0,
    distinct: new Set(),
    async embed(texts) {
      state.calls += 1;
      fail(state.calls);
      state.texts += texts.length;
      for (const text of texts) state.distinct.add(text);
      return texts.map(fakeVector);
    },
  };
  return state;
}
