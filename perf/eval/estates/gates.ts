import type { Gates } from './estate-figures.ts';

/**
 * What `npm run eval` demands of each estate's report half: just below what was measured. Raise a figure when the
 * product has earned it, never lower one to pass. Felin Fold's false refusals may be .07 and its confusion .15 (.06 and
 * .2 before): a rule for fires that holds for one kind of home is no longer told to the others, and one question more
 * of 119 is declined for it. To be told another home's rule is the graver of the two. Since a cross-encoder decides
 * (docs/decisions/0067) four more good questions of Ropeworks Quay are answered, two of them rightly, so its share of
 * right citations may be .80 (.81 before), for nineteen more in a hundred near misses that are declined.
 */
export const GATES: Record<string, Gates> = {
  'ropeworks-quay': {
    'hit@1': { atLeast: 0.77 },
    'hit@5': { atLeast: 0.96 },
    'citations right': { atLeast: 0.8 },
    'fact in answer': { atLeast: 0.78 },
    'refusal recall': { atLeast: 0.65 },
    'false refusal': { atMost: 0.03 },
    'type confusion': { atMost: 0 },
  },
  'felin-fold': {
    'hit@1': { atLeast: 0.83 },
    'hit@5': { atLeast: 0.97 },
    'citations right': { atLeast: 0.87 },
    'fact in answer': { atLeast: 0.73 },
    'refusal recall': { atLeast: 0.53 },
    'false refusal': { atMost: 0.07 },
    'type confusion': { atMost: 0.15 },
  },
};
