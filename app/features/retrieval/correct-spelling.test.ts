import { describe, expect, test } from 'vitest';
import { SpellingCorrector } from './correct-spelling.ts';
import { stem } from './words.ts';

const words = ['warranty', 'stopcock', 'battery', 'test', 'alarm', 'service', 'board'];
const spelling = new SpellingCorrector(new Map(words.map((word, index) => [stem(word), index + 1])));

describe('misspelt words', () => {
  test.each([
    ['waranty', 'warranty'],
    ['stopcok', 'stopcock'],
    ['battrey', 'battery'],
    ['tset', 'test'],
    ['alrams', 'alarms'],
    ['servis', 'service'],
  ])('%s is %s', (word, expected) => expect(spelling.correct(word)).toBe(expected));

  test.each(['rain', 'weather', 'warranty', 'xyzzyplugh', 'boar', 'ab', 'e4x1'])('%s stays as it is', (word) =>
    expect(spelling.correct(word)).toBeUndefined(),
  );
});
