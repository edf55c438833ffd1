import type { CheckModel } from '#app/features/insights/checks/ask-check.server.ts';
import { askChecks } from '#app/features/insights/checks/ask-checks.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { checksRunRequested } from '../events.ts';
import { asReader } from './check-reading.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Asks a development's answer checks of its published documents, some at a time (G11). */
export function checksRun(model: () => CheckModel = embedder) {
  return inngest.createFunction(
    {
      id: 'checks-run',
      name: 'Ask the answer checks of a development',
      triggers: [{ event: checksRunRequested }],
      concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
      ...jobFunction,
      onFailure: failJob,
    },
    async ({ event, step }) => {
      const { job_id: jobId, tenant_id, development_id: developmentId, force } = event.data;
      const scope = jobScope('checks-run', tenant_id);
      const which = force ? 'all' : 'unasked';
      let done: { after: string | null; asked: number } = { after: null, asked: 0 };
      for (let batch = 0; ; batch += 1) {
        const from = { which, after: done.after, done: done.asked } as const;
        done = await step.run(`ask-${batch}`, () =>
          inStep(() => askChecks(scope, { jobId, developmentId }, from, { model: model(), reader: asReader })),
        );
        if (done.after === null) return { asked: done.asked };
      }
    },
  );
}
