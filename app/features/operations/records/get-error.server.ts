import { findError } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { describeError, type ErrorItem } from './list-errors.server.ts';
import { noSuchEntry, requireEntryId } from './require-entry-id.ts';

/** One error with the stack of its latest occurrence (H8). Throws AppError 404. */
export async function getError(
  scope: PlatformScope,
  errorId: string | undefined,
): Promise<ErrorItem & { stack: string | null }> {
  const id = requireEntryId(errorId);
  const row = await withScope(scope, (tx) => findError(tx, id), { readOnly: true });
  if (!row) throw noSuchEntry();
  return { ...describeError(row), stack: row.stack };
}
