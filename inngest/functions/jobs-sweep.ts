import { endLapsedImpersonations } from '#app/features/identity/impersonation/end-impersonation.server.ts';
import { endAbandonedReadings } from '#app/features/ingestion/end-abandoned-readings.server.ts';
import { followRetiredBuilders } from '#app/features/jobs/follow-retired-builders.server.ts';
import { reviveJobs } from '#app/features/jobs/revive-jobs.server.ts';
import { sweepJobs } from '#app/features/jobs/sweep-jobs.server.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest, usesInngestServer } from '../client.ts';
import { inStep } from './step-errors.ts';

/**
 * Every minute: fails the jobs that are past their deadline, ends those of retired builders and starts them again once
 * they are open (H1), ends the versions whose job has ended without them (C8), asks a job server anew for what it has
 * lost (C7), and writes down which impersonations have ended by themselves (E6).
 */
export const jobsSweep = inngest.createFunction(
  {
    id: 'jobs-sweep',
    name: 'Fail jobs past their deadline',
    triggers: [{ cron: '* * * * *' }],
    retries: 1,
    concurrency: 1,
  },
  async ({ step }) => ({
    swept: await step.run('sweep', () => inStep(() => sweepJobs(systemScope('jobs-sweep')))),
    retired: await step.run('follow-retired', () => inStep(() => followRetiredBuilders(systemScope('jobs-sweep')))),
    ended: await step.run('end-versions', () =>
      inStep(() => endAbandonedReadings(systemScope('jobs-sweep'), (tenantId) => jobScope('jobs-sweep', tenantId))),
    ),
    actings: await step.run('end-impersonations', () =>
      inStep(() => endLapsedImpersonations(systemScope('jobs-sweep'))),
    ),
    revived: usesInngestServer
      ? await step.run('revive', () => inStep(() => reviveJobs(systemScope('jobs-sweep'))))
      : 0,
  }),
);
