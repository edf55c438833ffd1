/** Longest question of a check, characters. */
export const MAX_QUESTION = 500;
/** Checks of a development: at the pace measured in docs/answers.md, three minutes of asking. */
export const MAX_CHECKS = 1_000;
