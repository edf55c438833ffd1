import type { Storage } from '#app/platform/storage.ts';
import { deleteLogbook, listOldLogbooks } from '#db/queries/privacy/logbooks.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { logbookKey } from './logbook-key.ts';

/**
 * Removes logbooks that are a week old, the file before its row. One that cannot be removed keeps no other. Returns how
 * many went. Throws what the first of those threw, at the end.
 */
export async function dropOldLogbooks(scope: PlatformScope, files: Pick<Storage, 'remove'>): Promise<number> {
  const old = await withScope(scope, (tx) => listOldLogbooks(tx, scope), { readOnly: true });
  const failures: unknown[] = [];
  for (const { tenantId, id } of old) {
    try {
      await files.remove(logbookKey(tenantId, id));
      await withScope(scope, (tx) => deleteLogbook(tx, scope, { tenantId, id }));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return old.length;
}
