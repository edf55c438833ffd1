import { asc, sql } from 'drizzle-orm';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { askBuilder } from '#app/features/assistant/conversations/ask-builder.server.ts';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { sendSignInLink } from '#app/features/identity/sign-in-links/send-sign-in-link.server.ts';
import { createTestTenant } from '#app/features/identity/testing.ts';
import { createMailer, type Mailer } from '#app/platform/mail.ts';
import { database } from '#db/client.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { withScope } from '#db/scope.ts';
import { openTestFolder } from '#db/testing.ts';
import { mailSend } from '../mail-send.ts';
import { signInLinkIssue } from '../sign-in-link-issue.ts';
import { forgiveKills, quiet, scope, startBench } from './job-bench.ts';

/*
 * One life of a process that accepts a request for a sign-in link and a question for the builder, and dies by SIGKILL
 * at the moment that its second argument names: once both are accepted, before a mail is handed over, or after it was
 * and before that is recorded. `never`: it works until nothing is left and says what it finds.
 */

export type MailCrashReport = { jobs: { event: string; state: string }[] };
export type Moment = 'accepted' | 'before-sending' | 'after-sending' | 'never';
const [dataDir = '', moment = 'never', smtpUrl = ''] = process.argv.slice(2) as [string, Moment, string];

/** Nothing runs after this. */
const die = () => process.kill(process.pid, 'SIGKILL');

await openTestFolder(dataDir);
const { rows } = await withScope(scope, (tx) => tx.execute<{ n: number }>(sql`select count(*)::int as n from tenants`));
if (rows[0]?.n === 0) {
  const home = await createTestTenant('crash', { claimed: true });
  const owner = ownerOf(home);
  const turn = await openTurn(owner, { message: 'Who mows the green?' });
  await closeTurn(owner, turn, { text: 'No.', grounded: false, mode: 'refusal', citations: [] }, 'complete', 5);
  await askBuilder(owner, { messageId: turn.answerId }, 'http://localhost:3000');
  await sendSignInLink(new Request('http://localhost:3000/sign-in', { method: 'POST' }), { email: home.email });
}
if (moment === 'accepted') die();
const real = createMailer({ DATA_DIR: dataDir, ...(smtpUrl ? { SMTP_URL: smtpUrl } : {}) });
const mailer: Mailer = {
  kind: real.kind,
  async send(mail) {
    if (moment === 'before-sending') die();
    await real.send(mail);
    if (moment === 'after-sending') die();
  },
};
await forgiveKills();
const bench = await startBench([signInLinkIssue, mailSend(() => mailer)], [20], 0);
await quiet();
await bench.stop();
const jobs = await withScope(scope, (tx) =>
  tx.select({ event: jobStatus.eventName, state: jobStatus.state }).from(jobStatus).orderBy(asc(jobStatus.eventName)),
);
process.send?.({ jobs } satisfies MailCrashReport);
await database().close();
process.disconnect?.();
