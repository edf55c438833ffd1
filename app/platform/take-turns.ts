/** Waits for the caller's turn: who came first goes on first. */
export type Turnstile = () => Promise<void>;

/**
 * Milliseconds of a round of the event loop for each that goes on in the next: pieces that take a fifth of it get about
 * a fifth of a busy server.
 */
const ROUND_MS = 2;

/**
 * Keeps work that comes in many small pieces, from many callers at once, from filling the rounds of the event loop that
 * short requests need: one goes on in each round, more when rounds have become long with other work, so that it never
 * starves either. `now`: milliseconds.
 */
export function createTurnstile(now: () => number = () => performance.now()): Turnstile {
  const waiting: (() => void)[] = [];
  let before = 0;
  const next = () => {
    const began = now();
    for (const go of waiting.splice(0, Math.max(1, Math.floor((began - before) / ROUND_MS)))) go();
    before = began;
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length > 1) return;
      before = now();
      setImmediate(next);
    });
}
