/** Characters of the shortest password that somebody may choose. */
export const MIN_PASSWORD = 12;
