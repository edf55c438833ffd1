import { remember } from '#app/platform/remember.ts';

/** What was slow since it was last taken: how often, for how long together and at most, milliseconds. */
export type SlowOperation = { operation: string; what: string; count: number; total_ms: number; max_ms: number };

/** So many different ones are told apart; further ones are left to the performance log. */
const MOST = 100;

const noted = remember('slow operations', () => new Map<string, SlowOperation>());

/** Counts a slow operation. `what`: the statement, without its values, or the route. */
export function noteSlowOperation(operation: string, what: string | undefined, milliseconds: number): void {
  const words = (what ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 500);
  const key = `${operation} ${words}`;
  const known = noted.get(key);
  const took = Math.round(milliseconds);
  if (known) {
    known.count += 1;
    known.total_ms += took;
    known.max_ms = Math.max(known.max_ms, took);
  } else if (noted.size < MOST) noted.set(key, { operation, what: words, count: 1, total_ms: took, max_ms: took });
}

/** What was noted since the last call. */
export function takeSlowOperations(): SlowOperation[] {
  const taken = [...noted.values()];
  noted.clear();
  return taken;
}
