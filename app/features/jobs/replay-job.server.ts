import { findJob, hasOpenTwin } from '#db/queries/jobs/jobs.ts';
import { lockBuilderToFollow } from '#db/queries/jobs/retired.ts';
import { isOpenJobState } from '#db/schema/job-states.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { recordAudit } from '../observability/record-audit.server.ts';
import { enqueueJob } from './enqueue-job.server.ts';
import { noSuchJob } from './no-such-job.ts';
import { wakeDispatcher } from './wake-dispatcher.server.ts';

/**
 * Replays an ended job with one click (C5): a new job with the same event, which names the old one. Returns the new
 * job's id. Throws AppError: 404 for a job outside the scope, 409 while it, or another job for the same thing, is still
 * open, or its builder is retired.
 */
export async function replayJob(
  scope: TenantScope | PlatformScope,
  jobId: string | undefined,
): Promise<{ jobId: string }> {
  const id = requireId(jobId, noSuchJob);
  const replayed = await withScope(scope, async (tx) => {
    const job = await findJob(tx, scope, id);
    if (!job) throw noSuchJob();
    if (isOpenJobState(job.state))
      throw new AppError('conflict', 'This job has not ended yet. Wait for it, or cancel it first.');
    if (scope.kind === 'platform' && job.tenantId && (await lockBuilderToFollow(tx, scope, job.tenantId))?.retired)
      throw new AppError(
        'conflict',
        'The builder of this job is retired. Once it is open again its stopped jobs start.',
      );
    if (await hasOpenTwin(tx, scope, job))
      throw new AppError('conflict', 'Another job is already doing this work. Wait until it has ended.');
    const { job_id: _former, traceparent: _past, ...data } = job.event.data;
    await recordAudit(tx, scope, {
      action: 'job.replayed',
      subjectType: 'job',
      subjectId: job.id,
      details: { event: job.event.name },
    });
    return enqueueJob(tx, {
      tenantId: job.tenantId,
      event: { name: job.event.name, data },
      replayOf: job.id,
      allowedMinutes: job.allowedMinutes,
      ...(job.subjectId && job.subjectType
        ? {
            subject: {
              id: job.subjectId,
              type: job.subjectType as 'document' | 'development' | 'house' | 'tenant' | 'mail',
            },
          }
        : {}),
    });
  });
  wakeDispatcher();
  return { jobId: replayed };
}
