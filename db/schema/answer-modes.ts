/**
 * How an answer came about. model: written by a language model; extractive: quoted from the documents; refusal: not in
 * them; courtesy: a greeting's reply.
 */
export const ANSWER_MODES = ['model', 'extractive', 'refusal', 'courtesy'] as const;

export type AnswerMode = (typeof ANSWER_MODES)[number];
