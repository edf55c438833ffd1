import { lookAtCitations, requestLooks } from '#app/features/insights/changes/look-at-citations.server.ts';
import { tellOwners } from '#app/features/insights/changes/tell-owners.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { changeTellRequested, citationsLookRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Steps of one run at most: 200,000 citations, 50,000 owners, 500,000 documents. */
const MAX_STEPS = 1_000;

/** Holds what answers have cited of a document against it as it is now (G12). */
export const citationsLook = inngest.createFunction(
  {
    id: 'citations-look',
    name: 'Look for answers that have changed',
    triggers: [{ event: citationsLookRequested }],
    concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.document_id' }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event, step }) => {
    const { job_id: jobId, tenant_id, document_id: documentId } = event.data;
    const scope = jobScope('citations-look', tenant_id);
    let looked = 0;
    for (let batch = 0; batch < MAX_STEPS; batch += 1) {
      const some = await step.run(`look-${batch}`, () => inStep(() => lookAtCitations(scope, { jobId, documentId })));
      if (some === 0) break;
      looked += some;
    }
    return { looked };
  },
);

/** Every ten minutes: documents that were deleted, given to other types, or changed while somebody was answered. */
export const citationsSchedule = inngest.createFunction(
  {
    id: 'citations-schedule',
    name: 'Ask for documents to be held against what was answered',
    triggers: [{ cron: '*/10 * * * *' }],
    concurrency: 1,
  },
  async ({ step }) => {
    let after: { tenantId: string; id: string } | null = null;
    for (let batch = 0; batch < MAX_STEPS; batch += 1) {
      const from: { tenantId: string; id: string } | null = after;
      after = await step.run(`ask-${batch}`, () => inStep(() => requestLooks(systemScope('citations'), from)));
      if (after === null) break;
    }
  },
);

/** Tells owners of a change that staff have decided to tell, some at a time; each once, whatever runs again. */
export const changeTell = inngest.createFunction(
  {
    id: 'change-tell',
    name: 'Tell owners what has changed',
    triggers: [{ event: changeTellRequested }],
    concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event, step }) => {
    const { job_id, tenant_id, id, origin } = event.data;
    const scope = jobScope('change-tell', tenant_id);
    if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
      return { skipped: 'The job has ended already.' };
    let owners = 0;
    let after: string | null = null;
    for (let batch = 0; batch < MAX_STEPS; batch += 1) {
      const from = { id, origin, after };
      const done: { told: number; next: string | null } = await step.run(`tell-${batch}`, () =>
        inStep(() => tellOwners(scope, job_id, from)),
      );
      owners += done.told;
      after = done.next;
      if (after === null) break;
    }
    return { owners };
  },
);
