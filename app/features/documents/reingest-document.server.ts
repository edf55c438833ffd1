import { requeueVersion } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { documentUploaded } from '#inngest/events.ts';
import { AppError } from '#app/platform/errors.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { getDocument } from './get-document.server.ts';

/**
 * Has a document's newest version read again by a new job (C3, G3); owners keep what is live until it is ready. Returns
 * the job's id. Throws AppError: 404 for a document that is not the tenant's, 409 while it is queued or being read.
 */
export async function reingestDocument(
  scope: TenantScope,
  id: string | undefined,
): Promise<{ documentId: string; jobId: string }> {
  const document = await getDocument(scope, id);
  const jobId = await withScope(scope, async (tx) => {
    if (!(await requeueVersion(tx, scope, { documentId: document.id, versionId: document.versionId }))) {
      throw new AppError(
        'conflict',
        'This document is being read already. Wait until it is ready or has failed, then try again.',
      );
    }
    await recordAudit(tx, scope, {
      action: 'document.reingested',
      subjectType: 'document',
      subjectId: document.id,
      details: { version: document.version },
    });
    return enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: {
        name: documentUploaded.name,
        data: { tenant_id: scope.tenantId, document_id: document.id, version_id: document.versionId },
      },
      subject: { type: 'document', id: document.id },
    });
  });
  wakeDispatcher();
  return { documentId: document.id, jobId };
}
