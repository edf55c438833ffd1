import { sweepFiles } from '#app/features/documents/files/sweep-files.server.ts';
import { env } from '#app/platform/env.ts';
import { storage } from '#app/platform/storage.ts';
import { systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

/** Every night, as at each start: removes the files that killed processes have left. */
export const filesSweep = inngest.createFunction(
  {
    id: 'files-sweep',
    name: 'Remove files that were left behind',
    triggers: [{ cron: 'TZ=Europe/Dublin 40 4 * * *' }],
    concurrency: 1,
  },
  async ({ step }) =>
    step.run('sweep', () =>
      inStep(async () => sweepFiles(systemScope('files-sweep'), { dataDir: env.DATA_DIR, files: await storage() })),
    ),
);
