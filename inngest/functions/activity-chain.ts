import { forgetOldActivity } from '#app/features/operations/activity/forget-activity.server.ts';
import { sealAllActivity } from '#app/features/operations/activity/seal-activity.server.ts';
import { verifyActivity } from '#app/features/operations/activity/verify-activity.server.ts';
import { systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

const scope = () => systemScope('activity-chain');
const seal = () => inStep(() => sealAllActivity(scope()));

/** Every minute: chains the new rows of the activity log (H5). */
export const activitySeal = inngest.createFunction(
  {
    id: 'activity-seal',
    name: 'Chain the activity log',
    triggers: [{ cron: '* * * * *' }],
    retries: 1,
    concurrency: 1,
  },
  async ({ step }) => ({ sealed: await step.run('seal', seal) }),
);

/** Every night: forgets what is older than six years, and looks through the whole chain (H5). */
export const activityVerify = inngest.createFunction(
  {
    id: 'activity-verify',
    name: 'Look through the activity log',
    triggers: [{ cron: 'TZ=Europe/Dublin 10 5 * * *' }],
    concurrency: 1,
  },
  async ({ step }) => ({
    forgotten: await step.run('forget', () => inStep(() => forgetOldActivity(scope()))),
    sealed: await step.run('seal', seal),
    fault: await step.run('verify', () => inStep(async () => (await verifyActivity(scope())).fault ?? null)),
  }),
);
