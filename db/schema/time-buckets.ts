/*
 * Upper bounds of the buckets in which times are counted, so that those of many days add up; what is above the last
 * stands in a bucket of its own.
 */

/** A model's first word, milliseconds. */
export const FIRST_TOKEN_BOUNDS = [
  50, 100, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000, 30_000, 60_000,
];

/** From upload to searched, seconds. */
export const READY_BOUNDS = [5, 10, 20, 30, 60, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 86_400];
