import type { Citation, messages } from '#db/schema/assistant.ts';

/** model: written by a language model; extractive: quoted from the documents; refusal: not in them; courtesy: a greeting's reply. */
export type AnswerMode = NonNullable<(typeof messages.$inferSelect)['mode']>;

/** What the assistant says to a question. Grounded answers have at least one citation, others none. */
export type Answer = { text: string; grounded: boolean; citations: Citation[]; mode: AnswerMode };
