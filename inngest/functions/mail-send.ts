import { noteQuestionMail } from '#app/features/assistant/conversations/note-question-mail.server.ts';
import { writeQuestionMail } from '#app/features/assistant/conversations/write-question-mail.server.ts';
import { writeDefectMail } from '#app/features/care/defects/write-defect-mail.server.ts';
import { noteNoticeMail, writeNoticeMail } from '#app/features/care/notices/notice-mail.server.ts';
import {
  noteStaffInvitation,
  writeStaffInvitation,
} from '#app/features/identity/team/write-staff-invitation.server.ts';
import { noteChangeMail, writeChangeMail } from '#app/features/insights/changes/write-change-mail.server.ts';
import { noteAnswerMail, writeAnswerMail } from '#app/features/insights/inbox/write-answer-mail.server.ts';
import { writeSignInMail } from '#app/features/identity/sign-in-links/write-sign-in-mail.server.ts';
import { noteInvitationMail, writeInvitationMail } from '#app/features/onboarding/write-invitation-mail.server.ts';
import { writeWrongNameMail } from '#app/features/onboarding/write-wrong-name-mail.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { env } from '#app/platform/env.ts';
import { createMailer, type Mail, type Mailer } from '#app/platform/mail.ts';
import { jobScope } from '#db/scope-makers.ts';
import type { TenantScope } from '#db/scope.ts';
import { inngest } from '../client.ts';
import { mailRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction, type FailureArgs } from './with-job-status.ts';

type Request = { id: string; origin: string };
type Kind = {
  /** Who gets it and what it says, as it stands now; undefined when nobody is to get it any more. */
  write(scope: TenantScope, request: Request): Promise<Mail | undefined>;
  /** Told once it was sent or has failed for good; may be told twice. */
  note?(scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void>;
};

const KINDS: Record<
  | 'sign-in-link'
  | 'builder-question'
  | 'builder-answer'
  | 'changed-answer'
  | 'notice'
  | 'defect-news'
  | 'invitation'
  | 'staff-invitation'
  | 'wrong-name',
  Kind
> = {
  notice: { write: writeNoticeMail, note: noteNoticeMail },
  'defect-news': { write: writeDefectMail },
  'sign-in-link': { write: writeSignInMail },
  'builder-question': { write: writeQuestionMail, note: noteQuestionMail },
  'builder-answer': { write: writeAnswerMail, note: noteAnswerMail },
  'changed-answer': { write: writeChangeMail, note: noteChangeMail },
  'staff-invitation': { write: writeStaffInvitation, note: noteStaffInvitation },
  invitation: { write: writeInvitationMail, note: noteInvitationMail },
  'wrong-name': { write: writeWrongNameMail },
};

/** Some two hours and a quarter: waits of 15 s up to an hour. */
const RETRIES = 9;

/**
 * Sends a mail. A kill between sending and its record sends it once more under the same Message-ID; into the
 * local outbox it is written once. What the mail says is never part of an event or of a step's result. `mailer` is made
 * anew for each step.
 */
export function mailSend(mailer: () => Mailer = () => createMailer(env)) {
  return inngest.createFunction(
    {
      id: 'mail-send',
      name: 'Send a mail',
      triggers: [{ event: mailRequested }],
      retries: RETRIES,
      // Never all places to one tenant, whose mails and whose server may be slow (C8).
      concurrency: [{ limit: 4 }, { limit: 2, key: 'event.data.tenant_id' }],
      ...jobFunction,
      onFailure: async (failure: FailureArgs) => {
        const data = failure.event.data.event.data as { tenant_id: string; id: string; mail: keyof typeof KINDS };
        await KINDS[data.mail].note?.(jobScope('mail-send', data.tenant_id), data.id, 'failed');
        await failJob(failure);
      },
    },
    async ({ event, step }) => {
      const { job_id, tenant_id, mail, id, origin } = event.data;
      const scope = jobScope('mail-send', tenant_id);
      const kind = KINDS[mail];
      if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
        return { skipped: 'The job has ended already.' };
      const sent = await step.run('send', () => inStep(() => send(kind, scope, { id, origin }, mailer())));
      if (!sent) return { skipped: 'Nobody is to get this mail any more.' };
      if (kind.note) await step.run('note', () => inStep(async () => kind.note?.(scope, id, 'sent')));
      return { sent: true };
    },
  );
}

async function send(kind: Kind, scope: TenantScope, request: Request, mailer: Mailer): Promise<boolean> {
  const mail = await kind.write(scope, request);
  if (!mail) return false;
  await mailer.send(mail);
  return true;
}
