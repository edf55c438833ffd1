import { findJob, insertEvents, updateOpenJob, withdrawEvent, type JobRow } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope, type TenantScope, type Tx } from '#db/scope.ts';
import { jobCancelled } from '#inngest/events.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { recordAudit } from '../observability/record-audit.server.ts';
import { noSuchJob } from './no-such-job.ts';
import { wakeDispatcher } from './wake-dispatcher.server.ts';

/**
 * Cancels a job: it counts as cancelled at once, and its run ends before its next step. Throws AppError: 404 for a job
 * outside the scope, 409 when it has ended.
 */
export async function cancelJob(scope: TenantScope | PlatformScope, jobId: string | undefined): Promise<void> {
  const id = requireId(jobId, noSuchJob);
  await withScope(scope, async (tx) => {
    const job = await findJob(tx, scope, id);
    if (!job) throw noSuchJob();
    if (!(await updateOpenJob(tx, scope, id, { state: 'cancelled', error: 'Cancelled by staff.' })))
      throw new AppError('conflict', 'This job has ended already.');
    await endWork(tx, job, 'Cancelled by staff.');
    await recordAudit(tx, scope, {
      action: 'job.cancelled',
      subjectType: 'job',
      subjectId: job.id,
      details: { event: job.event.name },
    });
  });
  wakeDispatcher();
}

/**
 * Ends what an ended job was doing, in the caller's transaction: its event is taken back if it was not dispatched yet,
 * and `job/cancelled` tells its run to stop and whoever asked for the work that it has ended, with the reason.
 */
export async function endWork(tx: Tx, job: Pick<JobRow, 'id' | 'tenantId' | 'event'>, reason: string): Promise<void> {
  await withdrawEvent(tx, job.id, job.event.name);
  const event = { name: jobCancelled.name, data: { job_id: job.id, work: job.event, reason } };
  await insertEvents(tx, [{ jobId: job.id, tenantId: job.tenantId, event }]);
}
