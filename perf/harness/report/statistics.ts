/** Latency of many calls, in the unit of the values. */
export type Distribution = {
  count: number;
  min: number;
  avg: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  max: number;
};

/** Null for no values at all: no call has no latency. */
export function distributionOf(values: readonly number[]): Distribution | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  let sum = 0;
  for (const value of sorted) sum += value;
  return {
    count: sorted.length,
    min: sorted[0]!,
    avg: sum / sorted.length,
    p50: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted[sorted.length - 1]!,
  };
}

/** Linear interpolation between closest ranks, as k6 has it. `sorted` ascending and not empty. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const rank = (sorted.length - 1) * q;
  const below = Math.floor(rank);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (rank - below);
}

/** Cumulative counts by upper bound (`Infinity` for +Inf), as Prometheus has them. */
export type Histogram = ReadonlyMap<number, number>;

/** What was added between two readings of one histogram. */
export function histogramDelta(before: Histogram, after: Histogram): Histogram {
  return new Map([...after].map(([bound, count]) => [bound, count - (before.get(bound) ?? 0)]));
}

/**
 * A quantile by interpolation inside its bucket, as Prometheus' histogram_quantile; null without observations. In the
 * last bucket: its lower bound.
 */
export function histogramQuantile(histogram: Histogram, q: number): number | null {
  const buckets = [...histogram].toSorted(([a], [b]) => a - b);
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  const rank = q * total;
  let lowerBound = 0;
  let lowerCount = 0;
  for (const [bound, count] of buckets) {
    if (count >= rank && count > lowerCount)
      return bound === Infinity
        ? lowerBound
        : lowerBound + ((bound - lowerBound) * (rank - lowerCount)) / (count - lowerCount);
    lowerBound = bound;
    lowerCount = count;
  }
  return lowerBound;
}
