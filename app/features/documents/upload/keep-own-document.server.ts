import { settleLikeness } from '#db/queries/documents/likenesses.ts';
import { queueVersion } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { enqueueReading } from './enqueue-reading.server.ts';
import { getDocument } from '../get-document.server.ts';
import { nothingWaits } from './nothing-waits.ts';

/**
 * Publishes a document that was held since it looks like another, as one of its own: it is read once more, by a job
 * that holds nothing back. Throws AppError: 404 for a document that is not the tenant's, 409 when it does not wait for
 * a choice (any more).
 */
export async function keepOwnDocument(scope: TenantScope, id: string | undefined): Promise<void> {
  const document = await getDocument(scope, id);
  const version = { documentId: document.id, versionId: document.versionId };
  await withScope(scope, async (tx) => {
    const settled = await settleLikeness(tx, scope, version.versionId);
    if (!settled) throw nothingWaits();
    await queueVersion(tx, scope, version.versionId);
    await recordAudit(tx, scope, {
      action: 'document.kept',
      subjectType: 'document',
      subjectId: document.id,
      details: { looks_like: settled.twinDocumentId },
    });
    await enqueueReading(tx, scope, version);
  });
  wakeDispatcher();
}
