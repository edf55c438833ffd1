import type { Tx } from '#db/scope.ts';
import { mailRequested } from '#inngest/events.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { MAIL_DEADLINE_MINUTES } from '../mail-deadline.ts';

/** Asks for the mail that tells the other side of a message about a defect, in the message's transaction (C7). */
export async function requestDefectMail(tx: Tx, tenantId: string, messageId: string, origin: string): Promise<void> {
  await enqueueJob(tx, {
    tenantId,
    event: { name: mailRequested.name, data: { tenant_id: tenantId, mail: 'defect-news', id: messageId, origin } },
    subject: { type: 'mail', id: messageId },
    allowedMinutes: MAIL_DEADLINE_MINUTES,
  });
}
