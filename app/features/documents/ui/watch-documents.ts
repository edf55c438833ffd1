import type { DocumentDetails } from '../describe-document.ts';

/** Milliseconds between two looks while something moves, and at most while nothing does. */
const FIRST_LOOK = 1_000;
const LONGEST_PAUSE = 10_000;
/** Looks without any change after which watching ends: about ten minutes. */
const PATIENCE = 60;
/** Documents asked for at once. */
const AT_ONCE = 4;

export const isOpen = (document: Pick<DocumentDetails, 'status'>) =>
  document.status === 'queued' || document.status === 'processing';

/** Whether something of a document still changes: its pages may be readable while its scans are recognised. */
export const isMoving = (document: Pick<DocumentDetails, 'status' | 'recognition'>) =>
  isOpen(document) || document.recognition !== null;

export type WatchOptions = {
  ids: string[];
  /**
   * The document's present state; null when it is gone or no longer ours to see. Throws when the server cannot be
   * asked.
   */
  look: (id: string, signal: AbortSignal) => Promise<DocumentDetails | null>;
  onChange: (id: string, document: DocumentDetails | null) => void;
  /** Called once when nothing has changed for so long that watching ends. */
  onPatienceEnd: () => void;
  /** Resolves after `milliseconds`, and not before the page is seen; rejects when `signal` aborts. */
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
};

/**
 * Follows documents until each is read to its end, scans included, failed or gone. Asks for a few at a time, in turns;
 * slows down while nothing changes and gives up in the end, so that a forgotten tab does not ask for ever.
 */
export async function watchDocuments({
  ids,
  look,
  onChange,
  onPatienceEnd,
  pause,
  signal,
}: WatchOptions): Promise<void> {
  const waiting = [...ids];
  const known = new Map<string, string>();
  let delay = FIRST_LOOK;
  let idle = 0;
  while (waiting.length > 0) {
    if (idle >= PATIENCE) return onPatienceEnd();
    await pause(delay, signal);
    const turn = waiting.splice(0, AT_ONCE);
    const changes = await Promise.all(
      turn.map(async (id) => {
        const seen = await look(id, signal).catch(() => undefined);
        signal.throwIfAborted();
        if (seen === undefined || (seen && isMoving(seen))) waiting.push(id);
        if (seen === undefined) return false;
        const state = JSON.stringify(seen && [seen.status, seen.progress, seen.version, seen.recognition?.done]);
        const changed = known.get(id) !== state;
        known.set(id, state);
        if (changed) onChange(id, seen);
        return changed;
      }),
    );
    const moved = changes.includes(true);
    idle = moved ? 0 : idle + 1;
    delay = moved ? FIRST_LOOK : Math.min(LONGEST_PAUSE, Math.round(delay * 1.5));
  }
}
