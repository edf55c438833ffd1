import type { State, StepState } from './judge.ts';

/* States are told by a word and a sign, never by colour alone. */

export const STATE_WORDS: Record<State, string> = {
  shown: 'shown',
  partly: 'partly shown',
  fails: 'fail',
  'not-shown': 'not shown',
};
export const STATE_WORD: Record<State, string> = { ...STATE_WORDS, fails: 'fails' };
export const STATE_SIGNS: Record<State, string> = { shown: '✓', partly: '◐', fails: '✗', 'not-shown': '–' };
export const STEP_SIGNS: Record<StepState, string> = {
  passed: '✓',
  failed: '✗',
  skipped: '–',
  'not possible': '–',
  interrupted: '◐',
};
