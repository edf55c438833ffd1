import { expect, it } from 'vitest';
import { packVectors, unpackVectors } from './pack-vectors.ts';

const wave = (from: number, length = 512) =>
  Array.from({ length }, (_, at) => (at < 384 ? Math.sin(from + at) / 14 : 0));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

it('a packed vector is found by its text and points where it did', () => {
  const packed = packVectors(
    new Map([
      ['one', wave(1)],
      ['two', wave(2)],
    ]),
  );
  const vectorOf = unpackVectors([packVectors(new Map()), packed, packVectors(new Map([['three', wave(3)]]))]);
  for (const [text, from] of [
    ['one', 1],
    ['two', 2],
    ['three', 3],
  ] as const) {
    const vector = vectorOf(text)!;
    const cosine = dot(vector, wave(from)) / Math.sqrt(dot(vector, vector) * dot(wave(from), wave(from)));
    expect(cosine).toBeGreaterThan(0.9999);
  }
  expect(vectorOf('four')).toBeUndefined();
  // Zeros at the end are left out, and a number takes a byte.
  expect(packed.length).toBe(2 + 2 * (8 + 4 + 384));
});

it.each([new Uint8Array(), new Uint8Array([1]), packVectors(new Map([['one', wave(1)]])).subarray(0, 100)])(
  'what is cut off holds nothing',
  (bytes) => expect(unpackVectors([bytes])('one')).toBeUndefined(),
);

it('a vector of zeros stays one', () => {
  expect(
    unpackVectors([
      packVectors(
        new Map([
          ['none', [0, 0]],
          ['one', [1, 0]],
        ]),
      ),
    ])('none'),
  ).toEqual([0]);
});
