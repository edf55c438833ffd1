import { isJobOpen, recordJobProgress } from '#app/features/jobs/record-job-progress.server.ts';
import { applyImport } from '#app/features/onboarding/import/apply-import.server.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { housesImportRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Imports a file of houses that staff have had checked (G2): all of it or nothing. */
export const housesImport = inngest.createFunction(
  {
    id: 'houses-import',
    name: 'Import houses from a file',
    triggers: [{ event: housesImportRequested }],
    concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event, step }) => {
    const { job_id, tenant_id, id } = event.data;
    const scope = jobScope('houses-import', tenant_id);
    if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
      return { skipped: 'The job has ended already.' };
    const done = await step.run('import', () =>
      inStep(() => applyImport(scope, id, (percent) => recordJobProgress(scope, job_id, percent))),
    );
    return done ? { done } : { skipped: 'It was imported already.' };
  },
);
