import { markEnded } from '#db/queries/insights/notes.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/** Notes of one go. */
const BATCH = 50;

/**
 * Has what was kept of the words of notes that have ended made anew, by raising the versions of their libraries. Owners
 * read and search them no more from the first moment of that day, whenever this runs. Returns how many there were.
 */
export const endNotes = (scope: PlatformScope): Promise<number> =>
  withScope(scope, (tx) => markEnded(tx, scope, BATCH));
