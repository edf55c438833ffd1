import { expect, test } from 'vitest';
import { statementsOf } from './split-statements.ts';

test.each<[string, string[]]>([
  ['1. First.\n2. Second.', ['1. First.', '\n2. Second.']],
  ['Do this:\n\n  12. Twelfth. Then go.', ['Do this:', '\n\n  12. Twelfth.', ' Then go.']],
  ['1234. That is no number of a list.', ['1234.', ' That is no number of a list.']],
  ['Take 12. Then go.', ['Take 12.', ' Then go.']],
  ['1 2. Then go.', ['1 2.', ' Then go.']],
  ['. Then go.', ['.', ' Then go.']],
])('%j', (text, statements) => {
  expect(statementsOf(text)).toEqual(statements);
});
