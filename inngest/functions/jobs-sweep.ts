import { sweepJobs } from '#app/features/jobs/sweep-jobs.server.ts';
import { systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

/** Every minute: fails the jobs that are past their deadline (C8). */
export const jobsSweep = inngest.createFunction({ id: 'jobs-sweep', name: 'Fail jobs past their deadline', triggers: [{ cron: '* * * * *' }], retries: 1, concurrency: 1 }, async ({ step }) => ({
  swept: await step.run('sweep', () => inStep(() => sweepJobs(systemScope('jobs-sweep')))),
}));
