import { wantsLook } from '#db/queries/documents/citations.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { enqueueJob, type JobRequest } from '#app/features/jobs/enqueue-job.server.ts';
import { citationsLookRequested } from '#inngest/events.ts';

/** The job that holds what answers have cited of a document against it as it is now (G12). */
export const lookJob = (tenantId: string, documentId: string): JobRequest => ({
  tenantId,
  event: { name: citationsLookRequested.name, data: { tenant_id: tenantId, document_id: documentId } },
  subject: { type: 'document', id: documentId },
});

/**
 * Asks for that job in the transaction of a change, where any answer has cited the document. What is changed without it
 * is found by the schedule.
 */
export async function requestLook(tx: Tx, scope: TenantScope, documentId: string): Promise<void> {
  if (await wantsLook(tx, scope, documentId)) await enqueueJob(tx, lookJob(scope.tenantId, documentId));
}
