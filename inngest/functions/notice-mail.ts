import { addMailsOfNotice, requestDueNotices } from '#app/features/care/notices/request-notice-mails.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { env } from '#app/platform/env.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { noticePublished } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Batches of one notice at most: 25,000 owners. */
const MAX_BATCHES = 500;

/** Asks for the mails of a notice, some at a time; each owner's once, whatever runs again. */
export const noticeMail = inngest.createFunction(
  {
    id: 'notice-mail',
    name: 'Tell owners of a notice',
    triggers: [{ event: noticePublished }],
    concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event, step }) => {
    const { job_id, tenant_id, id, origin } = event.data;
    const scope = jobScope('notice-mail', tenant_id);
    if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
      return { skipped: 'The job has ended already.' };
    let mails = 0;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const added = await step.run(`ask-${batch}`, () => inStep(() => addMailsOfNotice(scope, job_id, { id, origin })));
      if (added === 0) break;
      mails += added;
    }
    return { mails };
  },
);

/** Every five minutes: asks for the mails of notices that have begun. */
export const noticeSchedule = inngest.createFunction(
  {
    id: 'notice-schedule',
    name: 'Look for notices that have begun',
    triggers: [{ cron: 'TZ=Europe/Dublin */5 * * * *' }],
    concurrency: 1,
  },
  async ({ step }) => ({
    requested: await step.run('request', () =>
      inStep(() =>
        requestDueNotices(systemScope('notice-schedule'), publicOrigin({ url: `http://localhost:${env.PORT}` })),
      ),
    ),
  }),
);
