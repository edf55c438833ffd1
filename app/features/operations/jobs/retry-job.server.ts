import type { PlatformScope } from '#db/scope.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { requireJobId } from './get-job.server.ts';

/** Does an ended job again (C5, H11). Throws AppError: 404 for no such job, 409 while it or its like is still open. */
export async function retryJob(scope: PlatformScope, jobId: string | undefined): Promise<{ jobId: string }> {
  return replayJob(scope, requireJobId(jobId));
}
