import { describe, expect, test } from 'vitest';
import { histogramDelta, histogramQuantile } from '#app/platform/histogram-quantile.ts';
import { distributionOf } from './percentiles.ts';

describe('A7: statistics of latencies', () => {
  test('percentiles interpolate between closest ranks', () => {
    const hundred = Array.from({ length: 101 }, (_, index) => 100 - index);
    expect(distributionOf(hundred)).toEqual({
      count: 101,
      min: 0,
      avg: 50,
      p50: 50,
      p90: 90,
      p95: 95,
      p99: 99,
      max: 100,
    });
    expect(distributionOf([10, 20])).toMatchObject({ p50: 15, p95: 19.5, max: 20 });
    expect(distributionOf([7])).toMatchObject({ min: 7, p50: 7, p99: 7, max: 7 });
  });

  test('no calls have no latency', () => {
    expect(distributionOf([])).toBeNull();
  });

  test('a histogram’s quantile counts only what came between two readings', () => {
    const before = new Map([
      [0.1, 100],
      [0.5, 100],
      [Infinity, 100],
    ]);
    const after = new Map([
      [0.1, 100],
      [0.5, 150],
      [Infinity, 200],
    ]);
    const between = histogramDelta(before, after);
    expect(histogramQuantile(between, 0.25)).toBeCloseTo(0.3);
    expect(histogramQuantile(between, 0.95)).toBe(0.5);
    expect(histogramQuantile(histogramDelta(before, before), 0.5)).toBeNull();
  });
});
