import {
  beginLook,
  lookForPapers,
  matchHouses,
  requestAllPapers,
  type PaperModel,
} from '#app/features/handover/collect-papers.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { handoverPapersRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Steps of one run at most: 20,000 documents. */
const MAX_STEPS = 1_000;

/** Looks for a development's handover papers and holds them against its houses (G10). */
export function handoverPapers(model: () => PaperModel = embedder) {
  return inngest.createFunction(
    {
      id: 'handover-papers',
      name: 'Look for handover papers',
      triggers: [{ event: handoverPapersRequested }],
      concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.development_id' }],
      ...jobFunction,
      onFailure: failJob,
    },
    async ({ event, step }) => {
      const { job_id: jobId, tenant_id, development_id: developmentId } = event.data;
      const scope = jobScope('handover-papers', tenant_id);
      const where = { jobId, developmentId };
      const begun = await step.run('begin-look', () => inStep(() => beginLook(scope, where)));
      if (begun === null) return { skipped: 'The job has ended already.' };
      let after: string | null = null;
      for (let batch = 0; batch < MAX_STEPS; batch += 1) {
        const from: string | null = after;
        after = await step.run(`look-${batch}`, () => inStep(() => lookForPapers(scope, where, from, model())));
        if (after === null) break;
      }
      return { houses: await step.run('match', () => inStep(() => matchHouses(scope, where, begun))) };
    },
  );
}

/** Every two minutes: developments whose documents have changed; each one once a day, since papers expire. */
export const handoverPapersSchedule = inngest.createFunction(
  {
    id: 'handover-papers-schedule',
    name: 'Ask for handover papers to be looked for',
    triggers: [{ cron: '*/2 * * * *' }],
    concurrency: 1,
  },
  async ({ step }) => {
    let after: { tenantId: string; id: string } | null = null;
    for (let batch = 0; batch < MAX_STEPS; batch += 1) {
      const from: { tenantId: string; id: string } | null = after;
      after = await step.run(`ask-${batch}`, () =>
        inStep(() => requestAllPapers(systemScope('handover-papers'), from)),
      );
      if (after === null) break;
    }
  },
);
