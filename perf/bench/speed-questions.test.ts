import { expect, test } from 'vitest';
import { distinctSearches, inOwnWords, searchOf, WARM_LIMIT } from '../lib/speed-questions.ts';

const searches = ['Where is the stopcock?', 'How old is the boiler?', 'Who cuts the grass?'];
const types = ['A', 'B'];
const ask = (kind: Parameters<typeof searchOf>[0], count: number) =>
  Array.from({ length: count }, (_, n) => searchOf(kind, n, searches, types));
const keys = (kind: Parameters<typeof searchOf>[0], count: number) =>
  new Set(ask(kind, count).map((search) => JSON.stringify(search)));

test('B5: what misses the answer cache is asked once each, with texts whose vectors are known', () => {
  const count = distinctSearches(searches.length, types.length);
  expect(count).toBe(48);
  expect(keys('not cached', count).size).toBe(count);
  expect(keys('not cached', count + 5).size).toBe(count);
  expect(ask('not cached', count).every(({ text, limit }) => searches.includes(text) && limit !== WARM_LIMIT)).toBe(
    true,
  );
});

test('what is asked again comes round for each house type, with one limit', () => {
  expect(keys('asked again', 48).size).toBe(6);
  expect(ask('asked again', 48).every(({ limit }) => limit === WARM_LIMIT)).toBe(true);
});

test('a cold question has a text of its own', () => {
  expect(new Set(ask('cold', 200).map(({ text }) => text)).size).toBe(200);
});

test('questions in somebody’s own words are all different', () => {
  expect(new Set(Array.from({ length: 30 }, (_, n) => inOwnWords(searches, n))).size).toBe(30);
  expect(inOwnWords(searches, 4)).toBe('Hello, How old is the boiler?');
});
