import { isBeingRecognised, requeueVersion } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { enqueueReading } from './upload/enqueue-reading.server.ts';
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
  const version = { documentId: document.id, versionId: document.versionId };
  const jobId = await withScope(scope, async (tx) => {
    if (!(await requeueVersion(tx, scope, version))) {
      throw new AppError(
        'conflict',
        (await isBeingRecognised(tx, scope, version))
          ? 'The text of its scanned pages is being recognised, and then it is read again by itself. Wait for that; ' +
              'for another file, upload a new version.'
          : 'This document is being read already. Wait until it is ready or has failed, then try again.',
      );
    }
    await recordAudit(tx, scope, {
      action: 'document.reingested',
      subjectType: 'document',
      subjectId: document.id,
      details: { version: document.version },
    });
    return enqueueReading(tx, scope, version);
  });
  wakeDispatcher();
  return { documentId: document.id, jobId };
}
