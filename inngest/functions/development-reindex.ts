import { embedDevelopment, switchDevelopmentModel } from '#app/features/ingestion/reindex-development.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { developmentReindexRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Rounds of embedding and trying to switch: documents published meanwhile bring passages of their own. */
const MAX_ROUNDS = 20;

/**
 * Makes a development's vectors anew with another model and switches its search over once all are there (C4). One at a
 * time for a development.
 */
export function developmentReindex(model: () => Pick<Embedder, 'model' | 'embed'> = embedder) {
  return inngest.createFunction(
    {
      id: 'development-reindex',
      name: 'Re-index a development',
      triggers: [{ event: developmentReindexRequested }],
      concurrency: [{ limit: 1, key: 'event.data.development_id' }],
      ...jobFunction,
      onFailure: failJob,
    },
    async ({ event, step }) => {
      const { data } = event;
      const scope = jobScope('development-reindex', data.tenant_id);
      const target = { developmentId: data.development_id, model: data.model };
      if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, data.job_id)))))
        return { skipped: 'The job has ended already.' };
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        for (let batch = 0; ; batch += 1) {
          const made = await step.run(`embed-${round}-${batch}`, () =>
            inStep(() => embedDevelopment(scope, data.job_id, target, model())),
          );
          if (made === 0) break;
        }
        const missing = await step.run(`switch-${round}`, () => inStep(() => switchDevelopmentModel(scope, target)));
        if (missing === 0) return { rounds: round + 1 };
      }
      throw new Error('Documents were published faster than they could be indexed. Try again when fewer are uploaded.');
    },
  );
}
