import { z } from 'zod';
import { selectAudit, selectStaffNames } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { describeAudit, staffOf, type ActivityItem } from './describe-audit.ts';
import type { activityFilterSchema } from './schema.ts';

/** Who did what, newest first (H5). Throws AppError 422 for a cursor of another list. */
export async function listActivity(
  scope: PlatformScope,
  { limit, cursor, tenant, action, request }: z.output<typeof activityFilterSchema>,
): Promise<Page<ActivityItem>> {
  const [before] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  return withScope(
    scope,
    async (tx) => {
      const rows = await selectAudit(tx, { limit: limit + 1, before, tenantId: tenant, action, requestId: request });
      const names = await selectStaffNames(tx, [...new Set(rows.flatMap(staffOf))]);
      return takePage(
        rows,
        limit,
        (row) => describeAudit(row, names),
        (row) => [row.id],
      );
    },
    { readOnly: true },
  );
}
