import { expect, test } from 'vitest';
import { suggestQuestions } from './suggested-questions.ts';

test('F4: asks only about what the house has documents for, each category before any twice', () => {
  expect(suggestQuestions(['water', 'electrical', 'sauna'], 3).map(({ question }) => question)).toEqual([
    'Where is my fuse box?',
    'How do I turn off the water?',
    'How do I reset a switch that tripped?',
  ]);
  expect(suggestQuestions([])).toEqual([]);
});

test('stops at the limit', () => {
  expect(suggestQuestions(['water', 'electrical', 'heating', 'safety', 'services', 'warranty', 'estate'])).toHaveLength(
    6,
  );
});
