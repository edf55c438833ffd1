import { storeVectors, type Target } from '#db/queries/ingestion/passages.ts';
import { countChunks, readChunksToEmbed, switchModel } from '#db/queries/ingestion/reindex.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { recordJobProgress } from '#app/features/jobs/record-job-progress.server.ts';
import { readTypeNames } from '#app/features/retrieval/house-types/read-listener.server.ts';
import { makeVectors } from './embed-passages.server.ts';

/** Passages of one step; what is done of it is kept, so a repeated step asks only for the rest. */
const STEP = 512;
const CALL = 32;
const SWITCH_TIMEOUT_MS = 120_000;

/**
 * Makes vectors of the model for up to 512 passages of a development that lack one, beside those that are searched
 * (C4). Returns how many it made: 0 when none lacks one. Throws AppError `unavailable` when the process embeds with
 * another model: while an application is replaced, another process may take over.
 */
export async function embedDevelopment(
  scope: TenantScope,
  jobId: string,
  target: Target,
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<number> {
  if (embedder.model !== target.model)
    throw new AppError(
      'unavailable',
      `The search model in use is ${embedder.model}, not ${target.model}. Set OPENAI_EMBEDDING_MODEL ` +
        'accordingly; for the model in use each start asks for a re-index by itself.',
    );
  const { passages, names } = await withScope(
    scope,
    async (tx) => ({
      passages: await readChunksToEmbed(tx, scope, target, STEP),
      names: await readTypeNames(tx, scope, target.developmentId),
    }),
    { readOnly: true },
  );
  for (let start = 0; start < passages.length; start += CALL) {
    const part = passages.slice(start, start + CALL);
    const rows = await makeVectors(part, names, { tenantId: scope.tenantId, model: embedder });
    await withScope(scope, (tx) => storeVectors(tx, scope, target, rows));
  }
  const { all, missing } = await withScope(scope, (tx) => countChunks(tx, scope, target), { readOnly: true });
  await recordJobProgress(scope, jobId, all === 0 ? 95 : (95 * (all - missing)) / all);
  return passages.length;
}

/** Searches the model's vectors from now on, if every passage has one; returns how many lack one (C4). */
export function switchDevelopmentModel(scope: TenantScope, target: Target): Promise<number> {
  return withScope(scope, (tx) => switchModel(tx, scope, target), { timeoutMs: SWITCH_TIMEOUT_MS });
}
