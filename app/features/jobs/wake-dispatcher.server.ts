import { EventEmitter } from 'node:events';
import { remember } from '#app/platform/remember.ts';

/**
 * Lets a commit be followed at once by its dispatch, instead of at the dispatcher's next look. On globalThis for Vite's
 * re-evaluation.
 */
const bell = remember('dispatcher-bell', (): EventEmitter => new EventEmitter());

/**
 * Tells the dispatcher that the outbox has a new row. Losing the call costs time, never a job: the dispatcher also
 * polls.
 */
export function wakeDispatcher(): void {
  bell.emit('ring');
}

/** Calls `listener` at each wake-up until the returned function is called. */
export function onDispatcherWake(listener: () => void): () => void {
  bell.on('ring', listener);
  return () => bell.off('ring', listener);
}
