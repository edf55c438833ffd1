import { z } from 'zod';
import { listChanges as readChanges } from '#db/queries/insights/changes.ts';
import type { ChangeState } from '#db/schema/change-words.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { describeChange, type ChangeItem } from './describe-change.ts';

/**
 * One page of the passages that do not read any more as owners were told, newest first (B1, G12). Throws AppError 422
 * for a cursor of another list.
 */
export async function listChanges(
  scope: TenantScope,
  query: {
    limit: number;
    cursor?: string | undefined;
    state?: ChangeState | undefined;
    document_id?: string | undefined;
  },
): Promise<Page<ChangeItem>> {
  const [before] = decodeCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
  const filter = { limit: query.limit + 1, before, state: query.state, documentId: query.document_id };
  const rows = await withScope(scope, (tx) => readChanges(tx, scope, filter), { readOnly: true });
  return takePage(rows, query.limit, describeChange, (row) => [row.id]);
}
