/** Minutes for which an admin may act as somebody, the first as the form begins. */
export const MINUTES = ['15', '10', '5'] as const;

/** Characters of a reason. */
export const LEAST_REASON = 10;
export const MOST_REASON = 500;
