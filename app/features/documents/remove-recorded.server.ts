import { removeDocument } from '#db/queries/documents/documents.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';

/** Takes a document away from owners and from the search, with the audit's row of it. Its files stay. */
export async function removeRecorded(
  tx: Tx,
  scope: TenantScope,
  { id, title }: { id: string; title: string },
): Promise<void> {
  await removeDocument(tx, scope, id);
  await recordAudit(tx, scope, {
    action: 'document.deleted',
    subjectType: 'document',
    subjectId: id,
    details: { title },
  });
}
