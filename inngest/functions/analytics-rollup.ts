import {
  finishRollUp,
  planRollUp,
  requestRollUps,
  rollUpDays,
} from '#app/features/insights/roll-up-analytics.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { analyticsRollUpRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/**
 * Counts a tenant's days anew where something changed (B3). One at a time for a tenant; two tenants at a time, so that
 * counting leaves the database to people.
 */
export const analyticsRollUp = inngest.createFunction(
  {
    id: 'analytics-rollup',
    name: 'Roll up a builder’s figures',
    triggers: [{ event: analyticsRollUpRequested }],
    concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event, step }) => {
    const { job_id, tenant_id } = event.data;
    const scope = jobScope('analytics-rollup', tenant_id);
    if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
      return { skipped: 'The job has ended already.' };
    const plan = await step.run('plan', () => inStep(() => planRollUp(scope)));
    let days = 0;
    for (const [index, batch] of plan.steps.entries()) {
      days += await step.run(`count-${index}`, () =>
        inStep(() => rollUpDays(scope, job_id, batch, ((index + 1) / plan.steps.length) * 100)),
      );
    }
    await step.run('finish', () => inStep(() => finishRollUp(scope, plan)));
    return { days };
  },
);

/** Each hour: asks for the figures of every tenant of which something changed. */
export const analyticsSchedule = inngest.createFunction(
  {
    id: 'analytics-schedule',
    name: 'Ask for figures to be rolled up',
    triggers: [{ cron: 'TZ=Europe/Dublin 5 * * * *' }],
    concurrency: 1,
  },
  async ({ step }) => ({
    requested: await step.run('request', () => inStep(() => requestRollUps(systemScope('analytics-schedule')))),
  }),
);
