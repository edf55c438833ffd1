import { histogramQuantile } from '#app/platform/histogram-quantile.ts';
import { HTTP_BUCKETS } from '#app/platform/metrics.ts';

/** `[answers, errors, answers by each bound of HTTP_BUCKETS]`; what took longer than the last bound is the rest. */
export type Counts = readonly number[];

const FIRST_BUCKET = 2;

/** Milliseconds that a share of the answers did not exceed; beyond the last bound, that bound. Null without answers. */
export function quantileOf(counts: Counts, share: number): number | null {
  let below = 0;
  const upTo = HTTP_BUCKETS.map((bound, index) => [bound, (below += counts[FIRST_BUCKET + index] ?? 0)] as const);
  const seconds = histogramQuantile(new Map([...upTo, [Infinity, counts[0] ?? 0]]), share);
  return seconds === null ? null : roundMs(seconds);
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
