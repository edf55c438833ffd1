/**
 * How an answer came about. model: written by a language model; extractive: quoted from the documents; record: quoted
 * from what the product itself knows of the house; safety: what to do in danger, written by people; refusal: not in the
 * documents; question: asks back what is meant; courtesy: a greeting's reply.
 */
export const ANSWER_MODES = ['model', 'extractive', 'record', 'safety', 'refusal', 'question', 'courtesy'] as const;

export type AnswerMode = (typeof ANSWER_MODES)[number];

/** Said before what may not be what was asked for: the reader judges. Figures tell doubtful answers by it. */
export const UNSURE =
  'I am not sure that this answers your question. It is the nearest that I found in your documents:';
