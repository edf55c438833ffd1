import type { TenantScope, Tx } from '#db/scope.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { documentUploaded } from '#inngest/events.ts';

/**
 * Asks in the caller's transaction for the job that reads a version (C7). Returns its id. Call `wakeDispatcher()` after
 * the commit.
 */
export function enqueueReading(
  tx: Tx,
  { tenantId }: TenantScope,
  { documentId, versionId }: { documentId: string; versionId: string },
): Promise<string> {
  return enqueueJob(tx, {
    tenantId,
    event: {
      name: documentUploaded.name,
      data: { tenant_id: tenantId, document_id: documentId, version_id: versionId },
    },
    subject: { type: 'document', id: documentId },
  });
}
