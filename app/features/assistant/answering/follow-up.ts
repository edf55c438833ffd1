import type { Turn } from '#db/queries/assistant/conversations.ts';
import { questionTerms } from '#app/features/retrieval/question-terms.ts';

const BEGINS = [
  'and|but|or|so|then|what about|how about|what if|why|when|where|which one',
  'is it|are they|does it|do they|can i|how (often|long|much|many)',
].join('|');
const POINTS_BACK = 'it|its|they|them|that one|this one|those|these|there|the other|the same|instead|else';
const LEANS_BACK = new RegExp(String.raw`^\s*(${BEGINS})\b|\b(${POINTS_BACK})\b`, 'i');
/** With this many things named a question stands by itself. */
const STANDS_ALONE = 3;
const MAX_CHARS = 2_000;

/**
 * What to search for: the question, and when it leans on the talk before ("and in the other room?"), the owner's last
 * question before it. `history` is oldest first and does not hold the question.
 */
export function searchText(question: string, history: readonly Turn[]): string {
  const terms = questionTerms(question).length;
  const before = history.findLast((turn) => turn.role === 'user')?.content;
  const leans = terms === 0 || (terms < STANDS_ALONE && LEANS_BACK.test(question) && !namesEnough(question, terms));
  return before && leans ? `${before} ${question}`.slice(0, MAX_CHARS) : question;
}

/** "Where is the stopcock?" begins like a follow-up, but names what it asks about. */
function namesEnough(question: string, terms: number): boolean {
  return (
    terms > 0 &&
    !/^\s*(and|but|or|so|then|what about|how about|what if)\b/i.test(question) &&
    !/\b(it|its|they|them|that|this|those|these|there|other|same|instead|else)\b/i.test(question)
  );
}
