/*
 * A question and its answer share their id but for its last digit, so that whoever knows the one can name the other
 * before it is there: after a reload, on another instance, after a crash. The question's sorts first.
 */

/** `id`, a new v7, as a question's. */
export const asQuestionId = (id: string): string => `${id.slice(0, -1)}0`;

/** The answer to come of a question; undefined for a question from before ids were paired. */
export const answerIdOf = (questionId: string): string | undefined =>
  questionId.endsWith('0') ? `${questionId.slice(0, -1)}1` : undefined;

/** The question of an answer, as above. */
export const questionIdOf = (answerId: string): string | undefined =>
  answerId.endsWith('1') ? `${answerId.slice(0, -1)}0` : undefined;
