import { tellTeam } from '#app/features/operations/alerts/tell-team.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { env } from '#app/platform/env.ts';
import { createMailer, type Mailer } from '#app/platform/mail.ts';
import { systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { alertTellRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Some two hours and a quarter, as mails. */
const RETRIES = 9;

/** Tells the platform's team of an alert by mail or by webhook (D9); a second delivery has the same id. */
export function alertTell(mailer: () => Mailer = () => createMailer(env)) {
  return inngest.createFunction(
    {
      id: 'alert-tell',
      name: 'Tell the team of an alert',
      triggers: [{ event: alertTellRequested }],
      retries: RETRIES,
      concurrency: [{ limit: 2 }],
      ...jobFunction,
      onFailure: failJob,
    },
    async ({ event, step }) => {
      const { job_id, what, id, way } = event.data;
      const scope = systemScope('alert-tell');
      if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
        return { skipped: 'The job has ended already.' };
      const told = await step.run('tell', () =>
        inStep(() => tellTeam(scope, { jobId: job_id, what, id, way }, mailer())),
      );
      return told ? { told: true } : { skipped: 'What it tells of is not kept any more.' };
    },
  );
}
