import { v7 } from 'uuid';
import { addNoticeMails, claimNoticesToMail } from '#db/queries/care/notice-mails.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope, type TenantScope, type Tx } from '#db/scope.ts';
import { mailRequested, noticePublished } from '#inngest/events.ts';
import { enqueueJob, enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { MAIL_DEADLINE_MINUTES } from '../mail-deadline.ts';

/** Mails asked for in one transaction. */
const BATCH = 50;
/** Notices that one run of the schedule takes. */
const NOTICES = 100;

type Notice = { tenantId: string; id: string; developmentId: string };

/** Accepts the job that asks for a notice's mails, in the transaction of what makes it due (C7). */
export async function requestNoticeMails(
  tx: Tx,
  { tenantId, id, developmentId }: Notice,
  origin: string,
): Promise<void> {
  await enqueueJob(tx, {
    tenantId,
    event: { name: noticePublished.name, data: { tenant_id: tenantId, id, origin } },
    subject: { type: 'development', id: developmentId },
  });
}

/** Asks for the mails of notices that have begun since the last look. Returns how many notices. */
export async function requestDueNotices(scope: PlatformScope, origin: string): Promise<number> {
  const due = await withScope(scope, async (tx) => {
    const claimed = await claimNoticesToMail(tx, scope, NOTICES);
    for (const notice of claimed) await requestNoticeMails(tx, notice, origin);
    return claimed.length;
  });
  if (due > 0) wakeDispatcher();
  return due;
}

/**
 * Asks for the next mails of a notice, each once whatever runs twice (C7): a row for each owner, and its job, in one
 * transaction. Returns how many; 0 once all were asked for, or the job has ended.
 */
export async function addMailsOfNotice(
  scope: TenantScope,
  jobId: string,
  { id, origin }: { id: string; origin: string },
): Promise<number> {
  const added = await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return 0;
    const mails = await addNoticeMails(tx, scope, id, { ids: Array.from({ length: BATCH }, () => v7()) });
    await enqueueJobs(
      tx,
      mails.map((mail) => ({
        tenantId: scope.tenantId,
        event: { name: mailRequested.name, data: { tenant_id: scope.tenantId, mail: 'notice', id: mail, origin } },
        subject: { type: 'mail' as const, id: mail },
        allowedMinutes: MAIL_DEADLINE_MINUTES,
      })),
    );
    return mails.length;
  });
  if (added > 0) wakeDispatcher();
  return added;
}
