import { expect, test } from 'vitest';
import { correctFunctionWord, correctOpening } from './function-words.ts';

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

test.each([
  ['wen is the charge due', 'when is the charge due'],
  ['wat shud it be', 'what shud it be'],
  ['hw do i bleed it', 'how do i bleed it'],
  ['Why is it cold', 'Why is it cold'],
  ['wet patch on the lawn', 'wet patch on the lawn'],
  ['Hob is cold', 'Hob is cold'],
])('Q9: "%s" begins as "%s"', (text, right) => expect(correctOpening(text)).toBe(right));
