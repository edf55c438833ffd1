import { expect, test } from 'vitest';
import { joinAsDocuments } from './join-words.ts';
import { stem } from './words.ts';

const vocabulary = { has: (word: string) => ['airtightness', 'stopcock', 'upstairs'].map(stem).includes(word) };

test.each([
  ['Who did the air tightness test?', 'Who did the airtightness test?'],
  ['the Air-Tightness result', 'the AirTightness result'],
  ['Where is the stop cock?', 'Where is the stopcock?'],
  // Two words that make none of the documents, or none at all, stay as they are.
  ['the air test', 'the air test'],
  ['up stairs', 'up stairs'],
  ['the air. Tightness matters', 'the air. Tightness matters'],
])('%s', (question, joined) => expect(joinAsDocuments(question, vocabulary)).toBe(joined));
