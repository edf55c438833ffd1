/** Cumulative counts by upper bound (`Infinity` for +Inf), as Prometheus has them. */
export type Histogram = ReadonlyMap<number, number>;

/** What was added between two readings of one histogram. */
export function histogramDelta(before: Histogram, after: Histogram): Histogram {
  return new Map([...after].map(([bound, count]) => [bound, count - (before.get(bound) ?? 0)]));
}

/**
 * A quantile (0.95: the 95th percentile) by linear interpolation inside its bucket, as Prometheus' histogram_quantile;
 * null without observations. In the last bucket: its lower bound.
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
