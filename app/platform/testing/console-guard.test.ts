import { expect, test } from 'vitest';
import { expectOnConsole, takeConsoleFaults } from './console-guard.ts';

// The end of every test expects takeConsoleFaults() to be empty.
test('what is announced may be written, once and for this test', () => {
  expectOnConsole(/^broken: 1$/);
  console.error('broken: %d', 1);
  expect(takeConsoleFaults()).toEqual([]);
  expectOnConsole(/^again$/);
  console.warn('again');
});

test('what nobody announced is a fault, and so is what was announced and did not come', () => {
  console.warn('something is %s', 'wrong');
  console.error('broken: 1');
  expectOnConsole(/^worse$/);
  expect(takeConsoleFaults()).toEqual(['something is wrong', 'broken: 1', '/^worse$/ did not come']);
});
