import { findError, selectErrorDays } from '#db/queries/operations/errors.ts';
import { selectStaffNames } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchEntry } from '../records/no-such-entry.ts';
import { describeError, recentDays, type ErrorItem } from './describe-error.ts';
import { peopleOf } from './list-errors.server.ts';

/** One error with the stack of its latest occurrence (H8). Throws AppError 404. */
export async function getError(
  scope: PlatformScope,
  errorId: string | undefined,
): Promise<ErrorItem & { stack: string | null }> {
  const id = requireId(errorId, noSuchEntry);
  const days = recentDays(new Date());
  return withScope(
    scope,
    async (tx) => {
      const row = await findError(tx, id);
      if (!row) throw noSuchEntry();
      const counts = await selectErrorDays(tx, [id], days);
      const names = await selectStaffNames(tx, peopleOf([row]));
      return { ...describeError(row, { counts, days, names }), stack: row.stack };
    },
    { readOnly: true },
  );
}
