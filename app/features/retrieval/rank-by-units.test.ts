import { expect, it } from 'vitest';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { typeNames } from './house-types/type-names.ts';
import { rankByUnits } from './rank-by-units.ts';
import type { RankedPassage } from './rank-passages.ts';

const names = typeNames(
  [
    { code: 'A', name: 'Type A' },
    { code: 'B', name: 'Type B' },
  ],
  isEnglishWord,
);
const listener = { houseType: 'A', names };
const passage = (chunkId: string, text: string, score: number): RankedPassage => ({
  chunkId,
  documentId: chunkId,
  versionId: 'v',
  title: 'Manual',
  page: 1,
  ordinal: 0,
  heading: null,
  text,
  cosine: 0.3,
  score,
});
const order = (passages: RankedPassage[], vectors: Record<string, number[]>) =>
  rankByUnits(passages, [1, 0], (text) => vectors[text], listener).map(({ chunkId }) => chunkId);

const long = passage('long', 'It has many uses. The valve is red.', 0.5);
const short = passage('short', 'A short text.', 0.51);

it('a passage with the nearest sentence comes first', () => {
  expect(order([short, long], { 'The valve is red.': [0.9, 0], 'A short text.': [0.4, 0] })).toEqual(['long', 'short']);
});

it('one without vectors of its sentences keeps its score', () => {
  expect(order([short, long], {})).toEqual(['short', 'long']);
  expect(rankByUnits([short], null, () => [1, 0], listener)).toEqual([short]);
});

it('what is said of other types does not count', () => {
  const other = passage('other', 'In type B the valve is red. Ask us.', 0.4);
  expect(order([short, other], { 'In type B the valve is red.': [1, 0], 'A short text.': [0.3, 0] })).toEqual([
    'short',
    'other',
  ]);
});
