import { withScope, type TenantScope } from '#db/scope.ts';
import { getDocument } from './get-document.server.ts';
import { removeRecorded } from './remove-recorded.server.ts';

/**
 * Takes a document away from owners and from the search at once; its files stay for the audit trail. 404 when it is not
 * the tenant's.
 */
export async function deleteDocument(scope: TenantScope, id: string | undefined): Promise<void> {
  const document = await getDocument(scope, id);
  await withScope(scope, (tx) => removeRecorded(tx, scope, document));
}
