import { findJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { describeJob, type JobDetails } from '#app/features/jobs/list-jobs.server.ts';
import { noSuchJob, requireJobId } from '#app/features/jobs/require-job-id.ts';

/** One job with its payload and its history (H11). Throws AppError 404. */
export async function getJob(scope: PlatformScope, jobId: string | undefined): Promise<JobDetails> {
  const id = requireJobId(jobId);
  const row = await withScope(scope, (tx) => findJob(tx, scope, id), { readOnly: true });
  if (!row) throw noSuchJob();
  return { ...describeJob(row), history: row.history };
}
