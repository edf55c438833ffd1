import { findOpenReading } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { documentStopRequested } from '#inngest/events.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { getDocument } from './get-document.server.ts';

/**
 * Asks for the job that ends the reading of a document's newest version, or the recognition of its scans (G3). Throws
 * AppError: 404 for a document that is not the tenant's, 409 when nothing reads it any more.
 */
export async function requestStop(scope: TenantScope, id: string | undefined): Promise<void> {
  const document = await getDocument(scope, id);
  const { id: documentId, versionId } = document;
  await withScope(scope, async (tx) => {
    if (!(await findOpenReading(tx, scope, { documentId, versionId })))
      throw new AppError('conflict', 'It is not being read any more: see below how its reading ended.');
    await recordAudit(tx, scope, {
      action: 'document.reading-stopped',
      subjectType: 'document',
      subjectId: documentId,
      details: { version: document.version },
    });
    await enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: {
        name: documentStopRequested.name,
        data: { tenant_id: scope.tenantId, document_id: documentId, id: versionId },
      },
      subject: { type: 'document', id: documentId },
    });
  });
  wakeDispatcher();
}
