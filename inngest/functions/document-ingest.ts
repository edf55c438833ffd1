import { NonRetriableError } from 'inngest';
import { failIngestion } from '#app/features/ingestion/fail-ingestion.server.ts';
import { readVersion } from '#app/features/ingestion/read-version.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { documentUploaded } from '../events.ts';
import { publishReading } from './publish-reading.ts';
import { inStep } from './step-errors.ts';
import { idsOf, versionJob } from './version-job.ts';

/**
 * Reads an uploaded document: text by page, passages, vectors, then all of it live at once (C1, C3). Each step may run
 * twice and leaves one set of rows. Scanned pages follow by a job of their own (`document-recognise.ts`). Several
 * documents at a time, but never all places to one tenant: its batch leaves another's single document a place (C8).
 * `model` gives the embedder, chosen anew for each step.
 */
export function documentIngest(model: () => Pick<Embedder, 'model' | 'embed'> = embedder) {
  return inngest.createFunction(
    {
      ...versionJob('document-ingest', failIngestion),
      name: 'Read an uploaded document',
      triggers: [{ event: documentUploaded }],
      concurrency: [{ limit: 4 }, { limit: 3, key: 'event.data.tenant_id' }],
    },
    async ({ event, step }) => {
      const { data } = event;
      const scope = jobScope('document-ingest', data.tenant_id);
      const ids = idsOf(data);
      const reading = await step.run('read', () => inStep(() => readVersion(scope, ids)));
      if (reading.wanted === 'no-more') return { skipped: reading.why };
      if (reading.wanted === 'no') throw new NonRetriableError(reading.why);
      const outcome = await publishReading(step, scope, ids, reading, model);
      return { passages: reading.passages, outcome };
    },
  );
}
