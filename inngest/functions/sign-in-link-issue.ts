import { issueSignInLinks } from '#app/features/identity/sign-in-links/issue-sign-in-links.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { signInLinkRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/**
 * Finds out for whom a request for a sign-in link is meant, and asks for the mails. For an unknown address it ends
 * likewise, without any.
 */
export const signInLinkIssue = inngest.createFunction(
  {
    id: 'sign-in-link-issue',
    name: 'Look up who gets a sign-in link',
    triggers: [{ event: signInLinkRequested }],
    concurrency: [{ limit: 2 }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event, step }) => {
    const { job_id, address, origin } = event.data;
    const scope = systemScope('sign-in-link-issue');
    if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
      return { skipped: 'The job has ended already.' };
    await step.run('issue', () => inStep(() => issueSignInLinks(scope, { address, origin })));
    return { done: true };
  },
);
