import { NonRetriableError, type GetStepTools } from 'inngest';
import { EMBED_BATCH, embedPassages } from '#app/features/ingestion/embed-passages.server.ts';
import { settleTrial } from '#app/features/insights/checks/end-trial.server.ts';
import { publishVersion } from '#app/features/ingestion/publish-version.server.ts';
import { awaitRecognition } from '#app/features/ingestion/request-recognition.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { TenantScope } from '#db/scope.ts';
import type { inngest } from '../client.ts';
import { checkReading } from './check-reading.ts';
import { inStep } from './step-errors.ts';

/** How often passages are embedded when a process with another search model takes over before they are published. */
const MAX_EMBEDDINGS = 3;
/** How often answers are checked anew since the library has changed; each document of a batch changes it. */
const MAX_ROUNDS = 24;

type Read = { passages: number; waiting: number; held: boolean };

/**
 * The steps after a version was read, whichever job has read it: vectors, the answers that staff have approved (G11),
 * then all of it live at once. A version without a passage before its pages are recognised waits for that; one that is
 * held, for a choice, and so does one that would lose an approved answer. Returns the outcome.
 */
export async function publishReading(
  step: GetStepTools<typeof inngest>,
  scope: TenantScope,
  ids: { jobId: string; documentId: string; versionId: string },
  { passages: total, waiting, held }: Read,
  model: () => Pick<Embedder, 'model' | 'embed'>,
) {
  if (held) return 'held' as const;
  if (total === 0 && waiting > 0) {
    await step.run('await-recognition', () => inStep(() => awaitRecognition(scope, ids, waiting)));
    return 'waits' as const;
  }
  let embeddings = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const suffix = round === 0 ? '' : `-again-${round}`;
    for (let batch = 0; batch * EMBED_BATCH < total; batch += 1) {
      await step.run(`embed-${batch}${suffix}`, () =>
        inStep(() => embedPassages(scope, ids, { batch, total }, model())),
      );
    }
    const checked = await checkReading(step, scope, ids, { suffix, model });
    if (checked.held) return 'held' as const;
    const reading = { ...ids, passages: total, waiting, checkedIn: checked.libraryVersion };
    const outcome = await step.run(`publish${suffix}`, () =>
      inStep(() => publishVersion(scope, reading, model().model)),
    );
    if (outcome === 'deleted') throw new NonRetriableError('The document was deleted before it was read.');
    if (outcome === 'unembedded') embeddings += 1;
    if (embeddings === MAX_EMBEDDINGS) break;
    if (outcome === 'unembedded' || outcome === 'unchecked') continue;
    if (checked.tried) await step.run('check-settle', () => inStep(() => settleTrial(scope, ids)));
    return outcome;
  }
  throw new NonRetriableError(
    'The search model, or other documents of the development, were changed again and again while the document was ' +
      'read. Make all processes use the same OPENAI_EMBEDDING_MODEL, wait until other documents are ready, then read ' +
      'the document again.',
  );
}
