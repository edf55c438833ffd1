import type { Verdict } from '../../harness/report/verdict.ts';
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

/** The goals of the reader (docs/reading.md). */
const GOALS: Limits = {
  words: { atLeast: 0.995 },
  order: { atLeast: 0.99 },
  cells: { atLeast: 0.98 },
  headings: { atLeast: 0.97 },
  invisible: { atMost: 0 },
};
/** What is beyond the goals and was reached on 30 November 2026, a little below each. */
const REACHED: Limits = {
  running: { atLeast: 0.95 },
  roles: { atLeast: 0.98 },
  labels: { atLeast: 0.98 },
  overleaf: { atLeast: 0.9 },
};

/**
 * What `npm run eval:reading` demands, of the whole set and of its parts: the goals, and more where the reader has
 * earned it. Raise a figure then, never lower one to pass.
 */
export const THRESHOLDS: Record<string, Limits> = {
  all: { ...GOALS, ...REACHED, running: { atLeast: 0.97 }, invented: { atMost: 35 } },
  tuning: { ...GOALS, ...REACHED, invented: { atMost: 12 } },
  report: { ...GOALS, ...REACHED, invented: { atMost: 22 } },
  pilot: {
    words: { atLeast: 0.999 },
    order: { atLeast: 0.999 },
    cells: { atLeast: 0.999 },
    headings: { atLeast: 0.99 },
    running: { atLeast: 0.97 },
    invisible: { atMost: 0 },
    invented: { atMost: 2 },
  },
};
type Limits = Partial<Record<keyof Figures, Limit>>;

/** What was reached in a part of the set against what is demanded; a figure that cannot be taken is missed. */
export function verdictsOf(part: string, figures: Figures, limits: Limits): Verdict[] {
  return Object.entries(limits).map(([name, limit]) => {
    const value = figures[name as keyof Figures];
    return {
      requirements: name === 'running' || name === 'roles' ? ['C11'] : ['C9'],
      what: `${part}: ${name} must be ${'atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`}`,
      figure: Number.isNaN(value) ? 'nothing to score' : String(Number(value.toFixed(4))),
      passed: 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost,
    };
  });
}
