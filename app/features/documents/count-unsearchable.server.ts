import { countUnsearchable as query } from '#db/queries/documents/receipts.ts';
import { withScope, type HouseScope } from '#db/scope.ts';

/** Of these documents: how many pages hold no text that a search could find, by id. */
export async function countUnsearchable(scope: HouseScope, ids: readonly string[]): Promise<Record<string, number>> {
  const rows = await withScope(scope, (tx) => query(tx, scope, ids), { readOnly: true });
  return Object.fromEntries(rows.map(({ id, pages }) => [id, pages]));
}
