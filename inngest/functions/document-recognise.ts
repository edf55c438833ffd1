import { NonRetriableError } from 'inngest';
import { endRecognition } from '#app/features/ingestion/end-recognition.server.ts';
import { extractVersion } from '#app/features/ingestion/extract-version.server.ts';
import { recognisePages } from '#app/features/ingestion/extraction/recognise-pages.server.ts';
import { recogniseBatch } from '#app/features/ingestion/recognise-batch.server.ts';
import { retryLatePages } from '#app/features/ingestion/retry-late-pages.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { documentRecognitionRequested } from '../events.ts';
import { publishReading } from './publish-reading.ts';
import { inStep } from './step-errors.ts';
import { idsOf, versionJob } from './version-job.ts';

/** When pages are tried again that took too long: what keeps the server busy passes. */
const LATER: readonly string[] = ['2m', '10m'];

/**
 * Recognises the scanned pages of a document, some at a time, then reads it anew with their text and puts that reading
 * in the place of the one without (C10). What could be read before stays readable meanwhile. Two documents at a time,
 * one of a tenant: between two batches others have their turn (C8). Pages that could not be read in time are tried
 * again after `waits`.
 */
export function documentRecognise(
  model: () => Pick<Embedder, 'model' | 'embed'> = embedder,
  { recognise = recognisePages, waits = LATER } = {},
) {
  return inngest.createFunction(
    {
      ...versionJob('document-recognise', endRecognition),
      name: 'Recognise the text of scanned pages',
      triggers: [{ event: documentRecognitionRequested }],
      concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
    },
    async ({ event, step }) => {
      const { data } = event;
      const scope = jobScope('document-recognise', data.tenant_id);
      const ids = idsOf(data);
      let [round, late] = [0, 0];
      for (let batch = 0; ; batch += 1) {
        const made = await step.run(`recognise-${batch}`, () => inStep(() => recogniseBatch(scope, ids, recognise)));
        if (made.wanted === 'no-more') return { skipped: made.why };
        if (made.wanted === 'no') throw new NonRetriableError(made.why);
        late += made.late;
        if (made.left > 0) continue;
        const wait = late > 0 ? waits[round] : undefined;
        if (wait === undefined) break;
        await step.sleep(`later-${round}`, wait);
        const open = await step.run(`again-${round}`, () => inStep(() => retryLatePages(scope, ids)));
        if (!open) return { skipped: 'The job has ended already.' };
        [round, late] = [round + 1, 0];
      }
      const reading = await step.run('read', () => inStep(() => extractVersion(scope, ids)));
      const outcome = await publishReading(step, scope, ids, reading, model);
      return { passages: reading.passages, outcome };
    },
  );
}
