import { v7 } from 'uuid';
import { addTellings } from '#db/queries/insights/change-tellings.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { MAIL_DEADLINE_MINUTES } from '#app/features/care/mail-deadline.ts';
import { mailRequested } from '#inngest/events.ts';

/** Owners who are told in one transaction. */
const BATCH = 50;

/**
 * Tells the next owners of a change, each once whatever runs twice (C7): a row for each, which they see in the app, and
 * the job of its mail, in one transaction. Returns how many, and behind whom to go on; null once all were told, or the
 * job has ended.
 */
export async function tellOwners(
  scope: TenantScope,
  jobId: string,
  { id, origin, after }: { id: string; origin: string; after: string | null },
): Promise<{ told: number; next: string | null }> {
  const done = await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return { told: 0, next: null };
    const ids = Array.from({ length: BATCH }, () => v7());
    const { added, next } = await addTellings(tx, scope, id, { ids, after });
    await enqueueJobs(
      tx,
      added
        .filter(({ hasMail }) => hasMail)
        .map((telling) => ({
          tenantId: scope.tenantId,
          event: {
            name: mailRequested.name,
            data: { tenant_id: scope.tenantId, mail: 'changed-answer', id: telling.id, origin },
          },
          subject: { type: 'mail' as const, id: telling.id },
          allowedMinutes: MAIL_DEADLINE_MINUTES,
        })),
    );
    return { told: added.length, next };
  });
  if (done.told > 0) wakeDispatcher();
  return done;
}
