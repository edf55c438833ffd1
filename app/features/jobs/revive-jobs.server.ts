import { insertEvents, selectStalledJobs, touchJobs } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { wakeDispatcher } from './wake-dispatcher.server.ts';

/** Longer than a job server waits between the tries of a step. */
const STALLED_MINUTES = 15;
const BATCH = 50;

/**
 * Sends the events of open jobs once more that a job server seems to have lost: it gave their runs up while it could
 * not reach us, or was started again without its memory (C7). A run that lives all the same does no harm: the second
 * finds its work done, or does the same once more. Not for the local engine, which loses none. Returns how many.
 */
export async function reviveJobs(scope: PlatformScope): Promise<number> {
  const revived = await withScope(scope, async (tx) => {
    const stalled = await selectStalledJobs(tx, STALLED_MINUTES, BATCH);
    if (stalled.length === 0) return 0;
    await insertEvents(
      tx,
      stalled.map(({ id, tenantId, event }) => ({ jobId: id, tenantId, event })),
    );
    await touchJobs(
      tx,
      stalled.map((job) => job.id),
    );
    return stalled.length;
  });
  if (revived > 0) wakeDispatcher();
  return revived;
}
