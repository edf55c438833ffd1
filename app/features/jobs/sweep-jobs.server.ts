import { selectOverdueJobs, updateOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { endWork } from './cancel-job.server.ts';
import { reportJobFailure } from './report-job-failure.server.ts';
import { wakeDispatcher } from './wake-dispatcher.server.ts';

/** Jobs ended in one transaction. */
const BATCH = 50;
/** Batches in one call; what is left waits for the next. */
const MAX_BATCHES = 20;

/** Fails what is past its deadline, with the reason, and stops its run (C8). Returns how many. */
export async function sweepJobs(scope: PlatformScope): Promise<number> {
  let swept = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const failed: { id: string; event: string; tenantId: string | undefined; reason: string }[] = [];
    const found = await withScope(scope, async (tx) => {
      const overdue = await selectOverdueJobs(tx, BATCH);
      for (const job of overdue) {
        const reason =
          job.state === 'queued'
            ? 'It was not started within a day. Check that the job server can be reached, then start it again.'
            : 'It did not end within the time allowed. Start it again; a large document may have to be split.';
        if (!(await updateOpenJob(tx, scope, job.id, { state: 'failed', error: reason }))) continue;
        await endWork(tx, job, reason);
        failed.push({ id: job.id, event: job.event.name, tenantId: job.tenantId ?? undefined, reason });
      }
      return overdue.length;
    });
    for (const { reason, ...job } of failed) reportJobFailure(job, new Error(reason));
    swept += found;
    if (found < BATCH) break;
  }
  if (swept > 0) wakeDispatcher();
  return swept;
}
