import { expect, test } from 'vitest';
import { mergeNeighbours } from './merge-neighbours.ts';
import type { RankedPassage } from './rank-passages.ts';

const passage = (ordinal: number, text: string, facts: Partial<RankedPassage> = {}): RankedPassage => ({
  chunkId: `c${ordinal}`,
  documentId: 'd',
  versionId: 'v',
  title: 'T',
  page: 1,
  ordinal,
  heading: 'H',
  text,
  cosine: 0.5,
  score: 1 - ordinal / 100,
  ...facts,
});

test('a procedure cut in two is whole again, in reading order, in the better one’s place', () => {
  const merged = mergeNeighbours([
    passage(5, '3. Third.\n4. Fourth.', { score: 0.9 }),
    passage(9, 'Other.', { heading: 'X' }),
    passage(4, '1. First.\n2. Second.', { score: 0.5 }),
  ]);
  expect(merged.map(({ chunkId, text, score }) => [chunkId, text, score])).toEqual([
    ['c5', '1. First.\n2. Second.\n3. Third.\n4. Fourth.', 0.9],
    ['c9', 'Other.', expect.any(Number)],
  ]);
});

test('what the second repeats of the first is left out', () => {
  expect(mergeNeighbours([passage(1, 'One. Two.'), passage(2, 'Two. Three.')])[0]?.text).toBe('One. Two.\n\nThree.');
  expect(mergeNeighbours([passage(1, 'Way | Circuit\n1 | Hob'), passage(2, 'Way | Circuit\n2 | Oven')])[0]?.text).toBe(
    'Way | Circuit\n1 | Hob\n2 | Oven',
  );
});

test('three in a row become one; other pages, headings, documents and distant places stay apart', () => {
  expect(mergeNeighbours([passage(2, 'b.'), passage(1, 'a.'), passage(3, 'c.')]).map(({ text }) => text)).toEqual([
    'a.\n\nb.\n\nc.',
  ]);
  for (const facts of [{ page: 2 }, { heading: 'Y' }, { versionId: 'w' }, { ordinal: 7 }])
    expect(mergeNeighbours([passage(1, 'a.'), passage(2, 'b.', facts)])).toHaveLength(2);
});

test('a merged passage does not grow without end', () => {
  expect(mergeNeighbours([passage(1, 'a'.repeat(2_000)), passage(2, 'b'.repeat(2_000))])).toHaveLength(2);
});
