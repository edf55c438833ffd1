import { describe, expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 KB'],
    [840_400, '840 KB'],
    [2_440_000, '2.4 MB'],
    [50_000_000, '50 MB'],
    [2_440_000_000, '2.4 GB'],
    [64_025_000_000, '64 GB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test('rounds up into the next unit, never to 1000 of one', () => {
    expect(formatBytes(999_600)).toBe('1.0 MB');
    expect(formatBytes(9_999_999)).toBe('10 MB');
    expect(formatBytes(999_600_000)).toBe('1.0 GB');
  });
});
