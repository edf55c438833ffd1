/** Characters of the reason for which a builder is retired. */
export const LEAST_REASON = 10;
export const MOST_REASON = 500;
