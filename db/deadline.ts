import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Until when somebody waits for the work. `at`: milliseconds since the epoch, Infinity once an answer has begun.
 * `signal` fires when the time is up.
 */
export type Deadline = { at: number; readonly signal: AbortSignal };

const current = new AsyncLocalStorage<Deadline>();

/**
 * Runs `work` with a deadline that every transaction inside keeps: none begins after it, and none of their statements
 * outlives it by much.
 */
export function runUntil<T>(deadline: Deadline, work: () => T): T {
  return current.run(deadline, work);
}

/** Milliseconds until the deadline, Infinity without one. Throws the signal's reason once the time is up. */
export function timeLeft(): number {
  const deadline = current.getStore();
  deadline?.signal.throwIfAborted();
  return deadline ? Math.max(1, Math.ceil(deadline.at - Date.now())) : Number.POSITIVE_INFINITY;
}
