import { expect, test } from 'vitest';
import { correctFunctionWord } from './function-words.ts';

const none = () => false;

test.each([
  ['wich', 'which'],
  ['shud', 'should'],
  ['cud', 'could'],
  ['wheres', 'where'],
  ['hows', 'how'],
  ['shoud', 'should'],
  ['becuase', 'because'],
])('%s is %s', (word, right) => expect(correctFunctionWord(word, none)).toBe(right));

test.each(['dose', 'where', 'boiler', 'pend', 'ge', 'stopcock', 'immersion'])('%s stays', (word) =>
  expect(correctFunctionWord(word, none)).toBeUndefined(),
);

test('what stands in the documents is no misspelling', () => {
  expect(correctFunctionWord('wich', (word) => word === 'wich')).toBeUndefined();
});
