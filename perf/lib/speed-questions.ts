import type { SearchKind } from './load-input.ts';

/* What the speed bench asks: pure functions, used inside k6 and by the worker that runs the same SQL. */

/** What `asked again` was asked with before. */
export const WARM_LIMIT = 8;
/** On average as many passages as that. */
const OTHER_LIMITS = [4, 5, 6, 7, 9, 10, 11, 12];

/** So many searches before `not cached` repeats one. */
export const distinctSearches = (searches: number, types: number) => searches * types * OTHER_LIMITS.length;

/**
 * The nth search. `not cached` varies the limit, which is part of the answer cache's key and not of the question's
 * vector, so that each is asked once and its vector is known; `cold` words the question so that nobody has asked it.
 */
export function searchOf(
  kind: SearchKind,
  n: number,
  searches: readonly string[],
  types: readonly string[],
): { text: string; type: string; limit: number } {
  const type = types[Math.floor(n / searches.length) % types.length]!;
  if (kind === 'cold')
    return { text: `${searches[n % searches.length]!} I ask for the ${n + 1}. time.`, type, limit: WARM_LIMIT };
  const text = searches[n % searches.length]!;
  return {
    text,
    type,
    limit:
      kind === 'asked again'
        ? WARM_LIMIT
        : OTHER_LIMITS[Math.floor(n / (searches.length * types.length)) % OTHER_LIMITS.length]!,
  };
}

const OPENINGS = [
  '',
  'Hello, ',
  'Please tell me: ',
  'One question: ',
  'Could you help me: ',
  'I wonder: ',
  'My wife asks: ',
  'Sorry, again: ',
  'By the way: ',
  'We would like to know: ',
];

/** The nth question in somebody's own words: each text once, for ten times as many as there are questions. */
export function inOwnWords(searches: readonly string[], n: number): string {
  return `${OPENINGS[Math.floor(n / searches.length) % OPENINGS.length]!}${searches[n % searches.length]!}`;
}
