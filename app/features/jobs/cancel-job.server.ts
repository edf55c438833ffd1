import { v7 } from 'uuid';
import { findJob, updateOpenJob, withdrawEvent } from '#db/queries/jobs.ts';
import { outbox } from '#db/schema/jobs.ts';
import { withScope, type PlatformScope, type TenantScope, type Tx } from '#db/scope.ts';
import { jobCancelled } from '#inngest/events.ts';
import { AppError } from '#app/platform/errors.ts';
import { recordAudit } from '../observability/record-audit.server.ts';
import { wakeDispatcher } from './wake-dispatcher.server.ts';

/**
 * Stops a job: it counts as cancelled at once, and its run ends before its next step. Throws AppError: 404 for a job outside the
 * scope, 409 when it has ended. `also` runs in the same transaction, for what the job served.
 */
export async function cancelJob(scope: TenantScope | PlatformScope, jobId: string, also?: (tx: Tx) => Promise<void>): Promise<void> {
  await withScope(scope, async (tx) => {
    const job = await findJob(tx, scope, jobId);
    if (!job) throw new AppError('not-found', 'There is no such job. It may have been removed with old history.');
    if (!(await updateOpenJob(tx, scope, jobId, { state: 'cancelled', error: 'Cancelled by staff.' }))) throw new AppError('conflict', 'This job has ended already.');
    await stopRun(tx, job);
    await recordAudit(tx, scope, { action: 'job.cancelled', subjectType: 'job', subjectId: job.id, details: { event: job.event.name } });
    await also?.(tx);
  });
  wakeDispatcher();
}

/** Takes the job's event back, or, when it was dispatched, tells its run to stop. In the caller's transaction. */
export async function stopRun(tx: Tx, job: { id: string; tenantId: string | null; event: { name: string } }): Promise<void> {
  if (await withdrawEvent(tx, job.id, job.event.name)) return;
  await tx.insert(outbox).values({ id: v7(), tenantId: job.tenantId, jobId: job.id, event: { name: jobCancelled.name, data: { job_id: job.id } } });
}
