/**
 * What `npm run eval` demands, and of which requirements it is evidence; raise a figure when the product has earned it,
 * never lower one to pass. Shares of 0–1.
 */
export const THRESHOLDS = {
  /** Of the answerable questions: a right page among the first five. */
  'hit@5': { atLeast: 0.91, requirements: ['B5', 'F4'] },
  /** Of the answers given to answerable questions: at least one cited page is right. */
  citation: { atLeast: 0.78, requirements: ['F4'] },
  /** Of the unanswerable questions: declined. */
  'refusal recall': { atLeast: 0.93, requirements: ['F4'] },
  /** Of the answerable questions: declined all the same. */
  'false refusal': { atMost: 0.06, requirements: ['F4'] },
} as const;
