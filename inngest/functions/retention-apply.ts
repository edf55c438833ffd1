import { applyRetention } from '#app/features/jobs/apply-retention.server.ts';
import { dropOldLogbooks } from '#app/features/privacy/logbook/drop-old-logbooks.server.ts';
import { storage } from '#app/platform/storage.ts';
import { RETENTION_RULES } from '#db/queries/jobs/retention.ts';
import { systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

/** Every night: deletes scans, logs, spent tokens and old job history. */
export const retentionApply = inngest.createFunction(
  {
    id: 'retention-apply',
    name: 'Delete what is kept no longer',
    triggers: [{ cron: 'TZ=Europe/Dublin 30 3 * * *' }],
    concurrency: 1,
  },
  async ({ step }) => {
    const deleted: Record<string, number> = {};
    for (const rule of RETENTION_RULES)
      deleted[rule] = await step.run(rule, () => inStep(() => applyRetention(systemScope('retention'), rule)));
    deleted['logbooks'] = await step.run('logbooks', () =>
      inStep(async () => dropOldLogbooks(systemScope('retention'), await storage())),
    );
    return deleted;
  },
);
