import { removeDocument } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { getDocument } from './get-document.server.ts';

/**
 * Takes a document away from owners and from the search at once; its files stay for the audit trail. 404 when it is not
 * the tenant's.
 */
export async function deleteDocument(scope: TenantScope, id: string | undefined): Promise<void> {
  const document = await getDocument(scope, id);
  await withScope(scope, async (tx) => {
    await removeDocument(tx, scope, document.id);
    await recordAudit(tx, scope, {
      action: 'document.deleted',
      subjectType: 'document',
      subjectId: document.id,
      details: { title: document.title },
    });
  });
}
