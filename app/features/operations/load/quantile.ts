import { HTTP_BUCKETS } from '#app/platform/metrics.ts';

/** `[answers, errors, answers by each bound of HTTP_BUCKETS]`; what took longer than the last bound is the rest. */
export type Counts = readonly number[];

const FIRST_BUCKET = 2;

/**
 * Milliseconds that a share of the answers did not exceed, by linear interpolation inside its bucket as Prometheus does
 * it; beyond the last bound, that bound. Null when there was none.
 */
export function quantileOf(counts: Counts, share: number): number | null {
  const total = counts[0] ?? 0;
  if (total <= 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [index, bound] of HTTP_BUCKETS.entries()) {
    const inside = counts[FIRST_BUCKET + index] ?? 0;
    if (inside > 0 && below + inside >= rank) {
      const lower = HTTP_BUCKETS[index - 1] ?? 0;
      return roundMs(lower + ((bound - lower) * (rank - below)) / inside);
    }
    below += inside;
  }
  return roundMs(HTTP_BUCKETS.at(-1) ?? 0);
}

/** To a tenth of a millisecond. */
const roundMs = (seconds: number) => Math.round(seconds * 10_000) / 10;

/** Both together. */
export function addCounts(one: Counts, other: Counts): number[] {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, i) => (one[i] ?? 0) + (other[i] ?? 0));
}

/** What came since `before`. */
export function sinceCounts(now: Counts, before: Counts | undefined): number[] {
  return now.map((value, index) => value - (before?.[index] ?? 0));
}
