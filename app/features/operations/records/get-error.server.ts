import { findError } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { requireId } from '#app/platform/require-id.ts';
import { describeError, type ErrorItem } from './list-errors.server.ts';
import { noSuchEntry } from './no-such-entry.ts';

/** One error with the stack of its latest occurrence (H8). Throws AppError 404. */
export async function getError(
  scope: PlatformScope,
  errorId: string | undefined,
): Promise<ErrorItem & { stack: string | null }> {
  const id = requireId(errorId, noSuchEntry);
  const row = await withScope(scope, (tx) => findError(tx, id), { readOnly: true });
  if (!row) throw noSuchEntry();
  return { ...describeError(row), stack: row.stack };
}
