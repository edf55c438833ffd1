import { describe, expect, test } from 'vitest';
import { isHost } from './refuse-malformed.ts';

describe('E8: what a Host may be', () => {
  test.each([
    'localhost',
    'localhost:3000',
    'a',
    'a.b-c.d9',
    'longview.openhouseai.ie',
    'example.com.',
    'xn--bcher-kva.example',
    '1.2.3.4',
    '127.0.0.1:80',
    '[::1]',
    '[::1]:99',
    `${'a'.repeat(63)}.example`,
  ])('%s is one', (host) => {
    expect(isHost(host)).toBe(true);
  });

  test.each([
    '',
    '.',
    '..',
    'a..b',
    '.a',
    'a.b..',
    '-',
    '-a',
    'a-',
    'a.-b',
    'a-.b',
    '--',
    'a b',
    'a/b',
    'me@a',
    'a:99999',
    'a:',
    'a:b',
    '[::zz]',
    '[]',
    '1.2.3.400',
    'a_b',
    'ä',
    '%41',
    'a,b',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(127)}aa`,
  ])('%s is none', (host) => {
    expect(isHost(host)).toBe(false);
  });

  test('none at all is none', () => {
    expect(isHost(undefined)).toBe(false);
  });
});
