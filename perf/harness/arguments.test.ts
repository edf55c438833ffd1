import { describe, expect, test } from 'vitest';
import { SUITES } from '../lib/load-input.ts';
import { readArguments } from './arguments.ts';

describe('A8: the command line', () => {
  test('takes a suite with its options', () => {
    expect(
      readArguments(['chat', '--profile', 'smoke', '--database', 'native', '--prove', 'slow', '--houses', '40']),
    ).toEqual({
      suites: ['chat'],
      profile: 'smoke',
      database: 'native',
      prove: 'slow',
      extraHouses: 40,
      help: false,
    });
  });

  test('all is every suite; a named DATABASE_URL means native', () => {
    expect(readArguments(['all']).suites).toEqual([...SUITES]);
    expect(readArguments(['rag']).database).toBe('embedded');
    expect(readArguments(['rag'], { DATABASE_URL: 'postgres://x' }).database).toBe('native');
  });

  test.each([
    [[]],
    [['chart']],
    [['chat', 'rag']],
    [['chat', '--profile', 'huge']],
    [['chat', '--prove', 'x']],
    [['chat', '--houses', 'many']],
    [['chat', '--verbose']],
    [['onboarding', '--prove', 'expired-token']],
    [['all', '--prove', 'wrong-answers']],
  ])('%j is refused with the usage', (args) => {
    expect(() => readArguments(args)).toThrow(/Usage: npm run loadtest:/);
  });
});
