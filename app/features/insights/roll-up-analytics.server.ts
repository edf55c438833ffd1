import { rollUpDay, selectDaysToRollUp, selectTenantsToRollUp, storeRollUp } from '#db/queries/insights/analytics.ts';
import { rollUpParts } from '#db/queries/insights/parts.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { analyticsRollUpRequested } from '#inngest/events.ts';
import { enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import { recordJobProgress } from '#app/features/jobs/record-job-progress.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';

/*
 * Why these figures are right (B3). A day is never added to: it is counted whole from the source rows and replaced by
 * one statement, so that a step that runs twice, or a job that is replayed, leaves what running once leaves. Which days
 * are counted again follows from the rows themselves, not from marks that whoever changes a row must remember to leave,
 * and which two transactions could lose between them:
 *
 * - Each source row has a time that never changes (a message, a scan, a claim, a call to a model) and belongs to its
 *   day by it. A job counts
 *   every day from a day before the last job's look on. A transaction lasts seconds, records written in batches come
 *   seconds late: a day's margin covers both, and costs nothing but work.
 * - What may change an older day is a rating of that day's answer. It has a time of change, indexed; the days of
 *   answers rated since a day
 *   before the last look are counted too.
 * - Scans and models' use are deleted after a time. A day of which they may have gone keeps the figures that were
 *   stored
 *   (`COUNTABLE_DAYS`). Messages are kept; those of an owner who asked to be forgotten are missing from days that are
 *   counted after that.
 *
 * No job for a while: the next one begins where the last one looked.
 */

/** Days counted in one step of the job, each in a transaction of its own. */
const DAYS_A_STEP = 31;
/** Tenants looked at in one transaction. */
const TENANTS_A_BATCH = 50;

export type RollUpPlan = { steps: string[][]; readUntil: string };

/** Which days of a tenant want to be counted, by step. */
export async function planRollUp(scope: TenantScope): Promise<RollUpPlan> {
  const { days, readUntil } = await withScope(scope, (tx) => selectDaysToRollUp(tx, scope), { readOnly: true });
  const steps: string[][] = [];
  for (let first = 0; first < days.length; first += DAYS_A_STEP) steps.push(days.slice(first, first + DAYS_A_STEP));
  return { steps, readUntil: readUntil.toISOString() };
}

/** Counts and stores days, ISO dates, and tells the job how far it is. Safe to run twice, also at once. */
export async function rollUpDays(
  scope: TenantScope,
  jobId: string,
  days: readonly string[],
  progress: number,
): Promise<number> {
  for (const day of days) {
    await withScope(scope, async (tx) => {
      await rollUpDay(tx, scope, day);
      await rollUpParts(tx, scope, day);
    });
  }
  await recordJobProgress(scope, jobId, progress);
  return days.length;
}

/** Notes how far the tenant is rolled up, so that the next job begins there. */
export function finishRollUp(scope: TenantScope, plan: Pick<RollUpPlan, 'readUntil'>): Promise<void> {
  return withScope(scope, (tx) => storeRollUp(tx, scope, new Date(plan.readUntil)));
}

/**
 * Accepts a job for each tenant of which something happened since its last one, or for which a day has passed. Returns
 * how many.
 */
export async function requestRollUps(scope: PlatformScope): Promise<number> {
  let requested = 0;
  let after: string | undefined;
  do {
    const { due, last } = await withScope(scope, async (tx) => {
      const page = await selectTenantsToRollUp(tx, scope, {
        after,
        eventName: analyticsRollUpRequested.name,
        limit: TENANTS_A_BATCH,
      });
      await enqueueJobs(
        tx,
        page.due.map((tenantId) => ({
          tenantId,
          event: { name: analyticsRollUpRequested.name, data: { tenant_id: tenantId } },
          subject: { type: 'tenant', id: tenantId },
        })),
      );
      return page;
    });
    requested += due.length;
    after = last;
  } while (after !== undefined);
  if (requested > 0) wakeDispatcher();
  return requested;
}
