/** Characters of one answer to an owner. */
export const MAX_ANSWER = 4_000;

/** Answers to one question that are shown; a longer talk belongs on the phone. */
export const MAX_ANSWERS = 20;

/** Answers that an owner's page lists, and may tell to have been seen at once. */
export const MAX_LISTED = 20;
