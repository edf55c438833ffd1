import { describe, expect, test } from 'vitest';
import { chatBand, memoryBand, onboardingBand, searchBand, successBand, worst } from './bands.ts';

describe('A7: the bands', () => {
  test.each([
    [successBand, 95.1, 95, 90, 89.9],
    [chatBand, 2_999, 3_000, 5_000, 5_001],
    [onboardingBand, 999, 1_000, 2_000, 2_001],
    [searchBand, 499, 500, 1_000, 1_001],
    [memoryBand, 199, 200, 500, 501],
  ])('%o has its borders where A7 has them', (band, ready, from, to, stop) => {
    expect([ready, from, to, stop].map((value) => band(value))).toEqual([
      'ready',
      'investigate',
      'investigate',
      'stop',
    ]);
  });

  test('the worst band counts', () => {
    expect(worst(['ready', 'stop', 'investigate'])).toBe('stop');
    expect(worst(['ready', 'investigate'])).toBe('investigate');
    expect(worst(['ready'])).toBe('ready');
  });
});
