import { expect, test } from 'vitest';
import { AppError } from './errors.ts';
import { requireId } from './require-id.ts';

const refusal = () => new AppError('not-found', 'There is no such thing.');

test('an id in either spelling is one id', () => {
  const id = '01900000-0000-7000-8000-00000000abcd';
  expect(requireId(id, refusal)).toBe(id);
  expect(requireId(id.toUpperCase(), refusal)).toBe(id);
});

test.each([
  undefined,
  '',
  'x',
  '01900000-0000-7000-8000-00000000abc',
  '01900000-0000-7000-8000-00000000abcd ',
  "' or true --",
])('%j is refused as its caller says', (given) => {
  expect(() => requireId(given, refusal)).toThrow('There is no such thing.');
});
