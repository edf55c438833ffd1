import { z } from 'zod';
import { selectErrorDays, selectErrors, type ListedError } from '#db/queries/operations/errors.ts';
import { selectStaffNames } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { describeError, recentDays, type ErrorItem } from './describe-error.ts';
import type { errorFilterSchema } from './schema.ts';

const POSITION = z.tuple([z.iso.datetime(), z.uuid()]);

/** Errors by fingerprint, the latest first (H8). Throws AppError 422 for a cursor of another list. */
export async function listErrors(
  scope: PlatformScope,
  { limit, cursor, tenant, kind, request, state, assigned }: z.output<typeof errorFilterSchema>,
): Promise<Page<ErrorItem>> {
  const [lastSeenAt, id] = decodeCursor(cursor, POSITION) ?? [];
  const after = lastSeenAt && id ? { lastSeenAt, id } : undefined;
  const filter = { limit: limit + 1, after, tenantId: tenant, kind, requestId: request, state, assignedTo: assigned };
  const days = recentDays(new Date());
  return withScope(
    scope,
    async (tx) => {
      const rows = await selectErrors(tx, filter);
      const counts = Map.groupBy(await selectErrorDays(tx, idsOf(rows), days), ({ errorId }) => errorId);
      const names = await selectStaffNames(tx, peopleOf(rows));
      const describe = (row: ListedError) => describeError(row, { counts: counts.get(row.id) ?? [], days, names });
      return takePage(rows, limit, describe, (row) => [row.lastSeenAt.toISOString(), row.id]);
    },
    { readOnly: true },
  );
}

const idsOf = (rows: readonly ListedError[]): string[] => rows.map(({ id }) => id);

/** Who is named by what is known of errors: each once. */
export const peopleOf = (rows: readonly ListedError[]): string[] => [
  ...new Set(rows.flatMap(({ assignedTo, decidedBy }) => [assignedTo, decidedBy]).filter((id) => id !== null)),
];
