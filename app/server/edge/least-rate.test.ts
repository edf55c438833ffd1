import { describe, expect, test } from 'vitest';
import { tooSlow } from './least-rate.ts';
import { PACE } from './take-body.ts';

/** Seconds of waiting until a sender of parts like this is cut; null: its 50 MB come through. */
function cutAfter(part: number, everyMs: number): number | null {
  const slow = tooSlow(PACE);
  for (let sent = 0, ms = 0; sent < 50_000_000; sent += part) {
    ms += everyMs;
    if (slow(part, everyMs)) return ms / 1000;
  }
  return null;
}

describe('E8: the least pace of an upload', () => {
  test.each([
    ['4 KB/s', 4_000, 1_000],
    ['4 KB/s in single packets', 1_400, 350],
    ['2 KB/s', 2_000, 1_000],
    ['a line that stalls for 14 s again and again', 60_000, 14_000],
  ])('%s gets through', (_what, part, everyMs) => {
    expect(cutAfter(part, everyMs)).toBeNull();
  });

  test.each([
    ['a byte each 15 s', 1, 14_999],
    ['a byte a second', 1, 1_000],
    ['a byte each millisecond', 1, 1],
    ['half a packet each 14 s', 700, 14_000],
  ])('%s is cut within a minute', (_what, part, everyMs) => {
    const seconds = cutAfter(part, everyMs);
    expect(seconds).not.toBeNull();
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test('who begins well and then drips is cut too', () => {
    const slow = tooSlow(PACE);
    for (let second = 0; second < 60; second += 1) expect(slow(100_000, 1_000)).toBe(false);
    let seconds = 0;
    while (!slow(1, 1_000)) seconds += 1;
    expect(seconds).toBeLessThanOrEqual(60);
  });
});
