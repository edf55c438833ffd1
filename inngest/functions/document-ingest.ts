import { NonRetriableError } from 'inngest';
import { EMBED_BATCH, embedPassages } from '#app/features/ingestion/embed-passages.server.ts';
import { failIngestion } from '#app/features/ingestion/fail-ingestion.server.ts';
import { publishVersion } from '#app/features/ingestion/publish-version.server.ts';
import { readVersion } from '#app/features/ingestion/read-version.server.ts';
import { reportJobFailure } from '#app/features/jobs/report-job-failure.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { documentUploaded } from '../events.ts';
import { inStep } from './step-errors.ts';
import { jobFunction, type FailureArgs } from './with-job-status.ts';

type Uploaded = { job_id: string; tenant_id: string; document_id: string; version_id: string };

const scopeOf = (data: Uploaded) => jobScope('document-ingest', data.tenant_id);
const idsOf = (data: Uploaded) => ({ jobId: data.job_id, versionId: data.version_id });

/** How often passages are embedded when a process with another search model takes over before they are published. */
const MAX_ROUNDS = 3;

/**
 * Reads an uploaded document: text by page, passages, vectors, then all of it live at once (C1, C3). Each step may run
 * twice and leaves one set of rows. Several documents at a time, but never all places to one tenant: its batch leaves
 * another's single document a place (C8). `model` gives the embedder, chosen anew for each step.
 */
export function documentIngest(model: () => Pick<Embedder, 'model' | 'embed'> = embedder) {
  return inngest.createFunction(
    {
      id: 'document-ingest',
      name: 'Read an uploaded document',
      triggers: [{ event: documentUploaded }],
      concurrency: [{ limit: 4 }, { limit: 3, key: 'event.data.tenant_id' }],
      ...jobFunction,
      onFailure: async ({ error, event }: FailureArgs) => {
        const data = event.data.event.data as Uploaded;
        const failed = await failIngestion(scopeOf(data), idsOf(data), error.message);
        if (failed)
          reportJobFailure({ id: data.job_id, event: event.data.event.name, tenantId: data.tenant_id }, error);
      },
    },
    async ({ event, step }) => {
      const { data } = event;
      const scope = scopeOf(data);
      const ids = idsOf(data);
      const reading = await step.run('read', () => inStep(() => readVersion(scope, ids)));
      if (reading.wanted === 'no-more') return { skipped: reading.why };
      if (reading.wanted === 'no') throw new NonRetriableError(reading.why);
      const total = reading.passages;
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const suffix = round === 0 ? '' : `-again-${round}`;
        for (let batch = 0; batch * EMBED_BATCH < total; batch += 1) {
          await step.run(`embed-${batch}${suffix}`, () =>
            inStep(() => embedPassages(scope, ids, { batch, total }, model())),
          );
        }
        const outcome = await step.run(`publish${suffix}`, () =>
          inStep(() => publishVersion(scope, { ...ids, passages: total }, model().model)),
        );
        if (outcome === 'deleted') throw new NonRetriableError('The document was deleted before it was read.');
        if (outcome !== 'unembedded') return { passages: total, outcome };
      }
      throw new NonRetriableError(
        'The search model was changed again and again while the document was read. Make all processes use the same ' +
          'OPENAI_EMBEDDING_MODEL, then read the document again.',
      );
    },
  );
}
