import type { Verdict } from '../../harness/verdict.ts';
import { MEASURES, type Score } from './score.ts';

/** Shares from 0 to 1, NaN where nothing was to be scored; of stray words their number. */
export type Figures = Record<(typeof MEASURES)[number] | 'invisible' | 'invented', number>;

export function figuresOf(score: Score): Figures {
  const shares = MEASURES.map((measure) => {
    const share = score[measure];
    return [measure, share && share.of > 0 ? share.right / share.of : Number.NaN];
  });
  return { ...Object.fromEntries(shares), invisible: score.invisible.length, invented: score.invented.length };
}

type Limit = { atLeast: number } | { atMost: number };

/**
 * What `npm run eval:reading` demands of the whole labelled set; raise a figure when the reader has earned it, never
 * lower one to pass. The goals (docs/reading.md): words .995, order .99, cells .98, headings .97, invisible 0.
 */
export const THRESHOLDS: Partial<Record<keyof Figures, Limit>> = {
  words: { atLeast: 0.99 },
  order: { atLeast: 0.97 },
  cells: { atLeast: 0.8 },
  headings: { atLeast: 0.9 },
  invisible: { atMost: 10 },
};

/** What was reached against what is demanded; a figure that cannot be taken is missed. */
export function verdictsOf(figures: Figures, thresholds: typeof THRESHOLDS): Verdict[] {
  return Object.entries(thresholds).map(([name, limit]) => {
    const value = figures[name as keyof Figures];
    return {
      requirements: name === 'running' || name === 'roles' ? ['C11'] : ['C9'],
      what: `${name} must be ${'atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`}`,
      figure: Number.isNaN(value) ? 'nothing to score' : String(Number(value.toFixed(4))),
      passed: 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost,
    };
  });
}
