import type { PlatformScope } from '#db/scope.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { requireJobId } from './get-job.server.ts';

/** Cancels an open job, and with it what it served (H11). Throws AppError: 404 for no such job, 409 when it has ended. */
export async function stopJob(scope: PlatformScope, jobId: string | undefined): Promise<void> {
  await cancelJob(scope, requireJobId(jobId));
}
