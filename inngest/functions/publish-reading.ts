import { NonRetriableError, type GetStepTools } from 'inngest';
import { EMBED_BATCH, embedPassages } from '#app/features/ingestion/embed-passages.server.ts';
import { publishVersion } from '#app/features/ingestion/publish-version.server.ts';
import { awaitRecognition } from '#app/features/ingestion/request-recognition.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { TenantScope } from '#db/scope.ts';
import type { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

/** How often passages are embedded when a process with another search model takes over before they are published. */
const MAX_ROUNDS = 3;

type Reading = { passages: number; waiting: number; held: boolean };

/**
 * The steps after a version was read, whichever job has read it: vectors, then all of it live at once. A version
 * without a passage before its pages are recognised waits for that; one that is held, for a choice. Returns the
 * outcome.
 */
export async function publishReading(
  step: GetStepTools<typeof inngest>,
  scope: TenantScope,
  ids: { jobId: string; documentId: string; versionId: string },
  { passages: total, waiting, held }: Reading,
  model: () => Pick<Embedder, 'model' | 'embed'>,
) {
  if (held) return 'held' as const;
  if (total === 0 && waiting > 0) {
    await step.run('await-recognition', () => inStep(() => awaitRecognition(scope, ids, waiting)));
    return 'waits' as const;
  }
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const suffix = round === 0 ? '' : `-again-${round}`;
    for (let batch = 0; batch * EMBED_BATCH < total; batch += 1) {
      await step.run(`embed-${batch}${suffix}`, () =>
        inStep(() => embedPassages(scope, ids, { batch, total }, model())),
      );
    }
    const outcome = await step.run(`publish${suffix}`, () =>
      inStep(() => publishVersion(scope, { ...ids, passages: total, waiting }, model().model)),
    );
    if (outcome === 'deleted') throw new NonRetriableError('The document was deleted before it was read.');
    if (outcome !== 'unembedded') return outcome;
  }
  throw new NonRetriableError(
    'The search model was changed again and again while the document was read. Make all processes use the same ' +
      'OPENAI_EMBEDDING_MODEL, then read the document again.',
  );
}
