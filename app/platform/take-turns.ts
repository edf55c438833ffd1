/** Waits for the caller's turn: of all who wait one goes on in each round of the event loop, first come, first served. */
export type Turnstile = () => Promise<void>;

/** Keeps work that comes in many small pieces, from many callers at once, from filling the rounds that short requests need. */
export function createTurnstile(): Turnstile {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
