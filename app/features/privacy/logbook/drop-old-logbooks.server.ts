import type { Storage } from '#app/platform/storage.ts';
import { deleteLogbook, listOldLogbooks } from '#db/queries/privacy/logbooks.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { logbookKey } from './logbook-key.ts';

/** Removes logbooks that are a week old, the file before its row. Returns how many went. */
export async function dropOldLogbooks(scope: PlatformScope, files: Pick<Storage, 'remove'>): Promise<number> {
  const old = await withScope(scope, (tx) => listOldLogbooks(tx, scope), { readOnly: true });
  for (const { tenantId, id } of old) {
    await files.remove(logbookKey(tenantId, id));
    await withScope(scope, (tx) => deleteLogbook(tx, scope, { tenantId, id }));
  }
  return old.length;
}
