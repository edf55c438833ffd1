import { findOpenRun } from '#db/queries/jobs/jobs.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { checksRunRequested } from '#inngest/events.ts';

/**
 * Accepts the job that asks a development's checks, in the caller's transaction. `which`: all, or those that were never
 * asked. Call `wakeDispatcher()` after the commit.
 */
export async function requestRun(
  tx: Tx,
  { tenantId }: Pick<TenantScope, 'tenantId'>,
  developmentId: string,
  which: 'all' | 'unasked',
): Promise<void> {
  await enqueueJob(tx, {
    tenantId,
    event: {
      name: checksRunRequested.name,
      data: { tenant_id: tenantId, development_id: developmentId, force: which === 'all' },
    },
    subject: { type: 'development', id: developmentId },
  });
}

/** The open job that asks a development's checks. */
export const openRun = (tx: Tx, scope: TenantScope, developmentId: string) =>
  findOpenRun(tx, scope, developmentId, checksRunRequested.name);
