import { NonRetriableError } from 'inngest';
import { endRecognition } from '#app/features/ingestion/end-recognition.server.ts';
import { extractVersion } from '#app/features/ingestion/extract-version.server.ts';
import { recogniseBatch } from '#app/features/ingestion/recognise-batch.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { documentRecognitionRequested } from '../events.ts';
import { publishReading } from './publish-reading.ts';
import { inStep } from './step-errors.ts';
import { idsOf, versionJob } from './version-job.ts';

/**
 * Recognises the scanned pages of a document, some at a time, then reads it anew with their text and puts that reading
 * in the place of the one without (C10). What could be read before stays readable meanwhile. Two documents at a time,
 * one of a tenant: between two batches others have their turn (C8).
 */
export function documentRecognise(model: () => Pick<Embedder, 'model' | 'embed'> = embedder) {
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
      for (let batch = 0; ; batch += 1) {
        const made = await step.run(`recognise-${batch}`, () => inStep(() => recogniseBatch(scope, ids)));
        if (made.wanted === 'no-more') return { skipped: made.why };
        if (made.wanted === 'no') throw new NonRetriableError(made.why);
        if (made.left === 0) break;
      }
      const reading = await step.run('read', () => inStep(() => extractVersion(scope, ids)));
      const outcome = await publishReading(step, scope, ids, reading, model);
      return { passages: reading.passages, outcome };
    },
  );
}
