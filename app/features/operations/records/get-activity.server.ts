import { findAudit, selectStaffNames } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { requireId } from '#app/platform/require-id.ts';
import { describeAudit, staffOf, type ActivityDetails } from './describe-audit.ts';
import { noSuchEntry } from './no-such-entry.ts';

/** One entry of the activity log (H5). Throws AppError 404. */
export async function getActivity(scope: PlatformScope, entryId: string | undefined): Promise<ActivityDetails> {
  const id = requireId(entryId, noSuchEntry);
  return withScope(
    scope,
    async (tx) => {
      const row = await findAudit(tx, id);
      if (!row) throw noSuchEntry();
      return { ...describeAudit(row, await selectStaffNames(tx, staffOf(row))), details: row.details };
    },
    { readOnly: true },
  );
}
