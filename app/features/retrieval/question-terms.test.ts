import { describe, expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { questionTerms } from './question-terms.ts';
import { SAME_BY_PHRASE } from './synonyms.ts';
import { stem, wordsOf } from './words.ts';

const terms = (question: string) => questionTerms(question).map((term) => term.words);

describe('what a question asks about', () => {
  test.each([
    ['Where is my fuse box?', ['fuse box']],
    ['How do I turn off the water?', ['turn off the water']],
    ['What will the weather be tomorrow?', ['weather', 'tomorrow']],
    ['the telly, the TV and the television', ['telly']],
    ['', []],
    ['and what about it?', []],
    ['Wie geht’s, gráinne?', ['wie', 'geht', 'grainne']],
  ])('%j: %j', (question, expected) => expect(terms(question)).toEqual(expected));

  test('all ways to say a thing are looked for, what is near it apart', () => {
    const [electrics] = questionTerms('the electrics');
    const [box] = questionTerms('fuse box');
    expect(box?.same).toContainEqual(['consumer', 'unit']);
    expect(electrics).toMatchObject({ same: [['electrics']], related: expect.arrayContaining([['fuse', 'board']]) });
  });

  test('a question of 2,000 characters has few terms', () => {
    expect(
      questionTerms(Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ')).length,
    ).toBeLessThanOrEqual(12);
  });

  test('no phrase of the synonym list stands in two groups', () => {
    const groups = new Set(SAME_BY_PHRASE.values());
    const phrases = [...groups].flatMap((group) => group.map((phrase) => phrase.join(' ')));
    expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
  });
});

test('words and stems are those of PostgreSQL’s English', () => {
  expect(wordsOf('Ó Murchú’s 1.5 bar, 17:00–19:00 (IP-44)')).toEqual([
    'o',
    'murchu',
    's',
    '1.5',
    'bar',
    '17',
    '00',
    '19',
    '00',
    'ip',
    '44',
  ]);
  expect(['batteries', 'tripped', 'running', 'stopcock'].map(stem)).toEqual(['batteri', 'trip', 'run', 'stopcock']);
});

test.each([
  ['waranty', 'warranty', 2, 1],
  ['shcedule', 'schedule', 2, 1],
  ['same', 'same', 2, 0],
  ['abc', 'xyz', 2, 3],
  ['a', 'abcd', 2, 3],
])('%s to %s within %i: %i edits', (a, b, limit, expected) => expect(editDistance(a, b, limit)).toBe(expected));
