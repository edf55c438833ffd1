import { expect, test } from 'vitest';
import { holdsWords, markWords, searchWords } from './found-words.ts';

test('F5: a hit shows the words that were searched for, from the beginning of a word', () => {
  const words = searchWords('The heat PUMP');
  expect(words).toEqual(['the', 'heat', 'pump']);
  expect(markWords('Wheat, heater; pump!', words)).toEqual([
    { text: 'Wheat, ', marked: false },
    { text: 'heater', marked: true },
    { text: '; ', marked: false },
    { text: 'pump', marked: true },
    { text: '!', marked: false },
  ]);
  expect(holdsWords('An airship', searchWords('zeppelin'))).toBe(false);
  expect(searchWords('E7')).toEqual(['e7']);
  expect(searchWords('?!')).toEqual([]);
});
