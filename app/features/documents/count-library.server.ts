import { countByCategory } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope } from '#db/scope.ts';

/** How many documents a house has in each category, the fullest first (F5). */
export async function countLibrary(scope: HouseScope): Promise<{ category: string; documents: number }[]> {
  return withScope(scope, (tx) => countByCategory(tx, scope), { readOnly: true });
}
