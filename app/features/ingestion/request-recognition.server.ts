import { isBeingRead } from '#db/queries/documents/versions.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { documentRecognitionRequested } from '#inngest/events.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';

type Version = { documentId: string; versionId: string };

/** Asks for text recognition of so many waiting pages of a version, in the caller's transaction (C7, C10). */
export async function requestRecognition(
  tx: Tx,
  scope: TenantScope,
  { documentId, versionId }: Version,
  waiting: number,
): Promise<void> {
  await enqueueJob(tx, {
    tenantId: scope.tenantId,
    event: {
      name: documentRecognitionRequested.name,
      data: { tenant_id: scope.tenantId, document_id: documentId, version_id: versionId },
    },
    subject: { type: 'document', id: documentId },
    // A page may take its whole time twice, waits for other tenants' pages, and is tried again later.
    allowedMinutes: Math.min(24 * 60, 60 + 6 * waiting),
  });
}

/**
 * Hands a version that has nothing to publish before its pages are recognised over to recognition: it stays what it is,
 * being read. Once, however often it is called.
 */
export async function awaitRecognition(
  scope: TenantScope,
  { jobId, ...version }: Version & { jobId: string },
  waiting: number,
): Promise<void> {
  await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return;
    if (!(await isBeingRead(tx, scope, version, jobId))) await requestRecognition(tx, scope, version, waiting);
  });
  wakeDispatcher();
}
