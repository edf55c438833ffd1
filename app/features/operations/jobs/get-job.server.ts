import { z } from 'zod';
import { findJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { describeJob, type JobDetails } from '#app/features/jobs/list-jobs.server.ts';
import { AppError } from '#app/platform/errors.ts';

/** One job with its payload and its history (H11). Throws AppError 404. */
export async function getJob(scope: PlatformScope, jobId: string | undefined): Promise<JobDetails> {
  const id = requireJobId(jobId);
  const row = await withScope(scope, (tx) => findJob(tx, scope, id), { readOnly: true });
  if (!row) throw noSuchJob();
  return { ...describeJob(row), history: row.history };
}

/** `jobId` when it has the shape of one; AppError 404 otherwise. */
export function requireJobId(jobId: string | undefined): string {
  const parsed = z.uuid().safeParse(jobId);
  if (!parsed.success) throw noSuchJob();
  return parsed.data;
}

const noSuchJob = () => new AppError('not-found', 'There is no such job. It may have been removed with old history.');
