import { z } from 'zod';
import { selectFirings } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { describeFiring, type FiringItem } from './describe-firing.ts';
import type { firingFilterSchema } from './schema.ts';

/** Alerts that fired, of all processes, newest first (D9). 422 for a foreign cursor. */
export async function listFirings(
  scope: PlatformScope,
  { limit, cursor, rule, state }: z.output<typeof firingFilterSchema>,
): Promise<Page<FiringItem>> {
  const [before] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(scope, (tx) => selectFirings(tx, { limit: limit + 1, before, rule, state }), {
    readOnly: true,
  });
  return takePage(rows, limit, describeFiring, ({ id }) => [id]);
}
