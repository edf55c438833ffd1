/** Characters of one answer to an owner. */
export const MAX_ANSWER = 4_000;

/** Answers to one question that are shown; a longer talk belongs on the phone. */
export const MAX_ANSWERS = 20;

/** Answers that an owner has not seen and is told of at once. */
export const MAX_UNSEEN = 20;
