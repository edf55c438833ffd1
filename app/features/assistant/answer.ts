import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { AnswerMode } from '#db/schema/answer-modes.ts';

/**
 * What the assistant says to a question. Grounded answers have at least one citation. Of those that are not, only a
 * model's has any: one of whose sentences some were left out.
 */
export type Answer = { text: string; grounded: boolean; citations: Citation[]; mode: AnswerMode };

/** Who follows an answer while it is made. */
export type Listener = {
  /** Hears the text piece by piece. Without it nobody sees any text before the answer is whole. */
  tell?: (text: string) => void;
  /** Hears, each time that the text names another source, all sources so far, in the order of their marks. */
  cite?: (citations: Citation[]) => void;
};
