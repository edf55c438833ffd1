/** Longest question of a check, characters. */
export const MAX_QUESTION = 500;
/** Checks of a development: about a minute of asking (docs/answers.md). */
export const MAX_CHECKS = 1_000;
