import { expect, test } from 'vitest';
import { analyseQuestion } from './analyse-question.ts';
import { HouseVocabulary } from './house-vocabulary.server.ts';
import { stem } from './words.ts';

const words = [
  'warranty',
  'fuse',
  'board',
  'stopcock',
  'battery',
  'heat',
  'pump',
  'drain',
  'alarm',
  'test',
  'dishwasher',
  'cover',
  'service',
];
const vocabulary = new HouseVocabulary(
  '1',
  new Map(words.map((word, index) => [stem(word), word === 'heat' ? 90 : index + 1])),
  100,
);

test('rare words weigh more, unknown ones most', () => {
  expect(vocabulary.weight(stem('heat'))).toBeLessThan(vocabulary.weight(stem('drain')));
  expect(vocabulary.weight('nowhere')).toBe(1);
});

test('a question is put right, its unknown words told apart', () => {
  const question = analyseQuestion('What does my waranty cover, and the moon?', vocabulary);
  expect(question.text).toBe('What does my warranty cover, and the moon?');
  expect(question.terms.map(({ words: said, known }) => [said, known])).toEqual([
    ['warranty', true],
    ['moon', false],
  ]);
});

test('what is sent to the database as a query holds words and operators only', () => {
  const { lexical } = analyseQuestion(`fuse box'); drop table chunks; -- & | ! <-> :* \\ "board`, vocabulary);
  expect(lexical.length).toBeGreaterThan(0);
  for (const { query, headingQuery } of lexical) {
    expect(query).toMatch(/^[()'a-z0-9|<> -]+$/);
    expect(headingQuery).toMatch(/^[()'a-z0-9|<> :A-]+$/);
  }
});
