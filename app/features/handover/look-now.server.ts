import { enqueueJob, type JobRequest } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { findRuleFacts } from '#db/queries/handover/readings.ts';
import { findOpenRun } from '#db/queries/jobs/jobs.ts';
import { wantPapersMatched } from '#db/queries/tenancy/developments.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { handoverPapersRequested } from '#inngest/events.ts';
import { noSuchDevelopment } from './no-such-development.ts';

/** The job that looks for a development's handover papers and holds them against its houses. */
export const papersJob = (tenantId: string, developmentId: string): JobRequest => ({
  tenantId,
  event: { name: handoverPapersRequested.name, data: { tenant_id: tenantId, development_id: developmentId } },
  subject: { type: 'development', id: developmentId },
});

/** The open job that looks for a development's papers. */
export const openLook = (tx: Tx, scope: TenantScope, developmentId: string) =>
  findOpenRun(tx, scope, developmentId, handoverPapersRequested.name);

/** Has a development looked through as it is now: at once, or once more after the look that is under way. */
export async function askForLook(tx: Tx, scope: TenantScope, developmentId: string): Promise<void> {
  if (await openLook(tx, scope, developmentId)) await wantPapersMatched(tx, scope, [developmentId]);
  else await enqueueJob(tx, papersJob(scope.tenantId, developmentId));
}

/**
 * Asks for a development's documents to be looked through now; while that is under way, once more after it. Throws
 * AppError 404 for a development that is not the tenant's.
 */
export async function lookNow(scope: TenantScope, developmentId: string): Promise<void> {
  await withScope(scope, async (tx) => {
    if (!(await findRuleFacts(tx, scope, developmentId))) throw noSuchDevelopment();
    await askForLook(tx, scope, developmentId);
  });
  wakeDispatcher();
}
