import { collectTerms, requestAllTerms } from '#app/features/care/maintenance/collect-terms.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { careTermsRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Steps of one run at most: 250,000 passages. */
const MAX_STEPS = 1_000;

/** Looks through a development's documents for tasks that come again and covers that end (F12). */
export const careTerms = inngest.createFunction(
  {
    id: 'care-terms',
    name: 'Find maintenance tasks in documents',
    triggers: [{ event: careTermsRequested }],
    concurrency: [{ limit: 1 }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event, step }) => {
    const { job_id, tenant_id, development_id } = event.data;
    const scope = jobScope('care-terms', tenant_id);
    if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
      return { skipped: 'The job has ended already.' };
    let added = 0;
    let after: string | null = null;
    for (let batch = 0; batch < MAX_STEPS; batch += 1) {
      const from: string | null = after;
      const found: { next: string | null; added: number } = await step.run(`look-${batch}`, () =>
        inStep(() => collectTerms(scope, development_id, from)),
      );
      added += found.added;
      after = found.next;
      if (after === null) break;
    }
    return { added };
  },
);

/** Each night: every development's documents, of which some may have been published since. */
export const careTermsSchedule = inngest.createFunction(
  {
    id: 'care-terms-schedule',
    name: 'Ask for documents to be looked through',
    triggers: [{ cron: 'TZ=Europe/Dublin 50 4 * * *' }],
    concurrency: 1,
  },
  async ({ step }) => {
    let after: { tenantId: string; id: string } | null = null;
    for (let batch = 0; batch < MAX_STEPS; batch += 1) {
      const from: { tenantId: string; id: string } | null = after;
      after = await step.run(`ask-${batch}`, () => inStep(() => requestAllTerms(systemScope('care-terms'), from)));
      if (after === null) break;
    }
  },
);
