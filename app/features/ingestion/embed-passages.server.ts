import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  copyVectors,
  readPassagesToEmbed,
  storeVectors,
  type MadeVectors,
  type PassageToEmbed,
} from '#db/queries/ingestion/passages.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { packVectors } from '#app/platform/embeddings/pack-vectors.ts';
import { readTypeNames } from '#app/features/retrieval/house-types/read-listener.server.ts';
import type { TypeNames } from '#app/features/retrieval/house-types/type-names.ts';
import { unitTexts } from './unit-texts.ts';
import { EMBEDDED, EXTRACTED, writeProgress } from './report-progress.server.ts';

/** Passages embedded by one step: what a retry repeats at most. */
export const EMBED_BATCH = 64;
/** Passages sent to the model at once; between two of these what is done is stored and progress is shown. */
const CALL = 16;

/** What of a passage is turned into its vector: its heading says what it is about. */
export function textToEmbed({ heading, text }: Pick<PassageToEmbed, 'heading' | 'text'>): string {
  return heading ? `${heading}\n${text}` : text;
}

/**
 * Embeds batch `batch` (from 0) of the `total` passages that a job has read, with the given model; those that have its
 * vector are left alone, so a repeated step asks only for what is missing (C1), and those that the document's live
 * reading has too get the vector from there. Returns how many the model was asked for. Throws what the model throws.
 */
export async function embedPassages(
  scope: TenantScope,
  ids: { jobId: string; documentId: string; versionId: string },
  { batch, total }: { batch: number; total: number },
  model: Pick<Embedder, 'model' | 'embed'>,
): Promise<number> {
  const range = { from: batch * EMBED_BATCH, to: (batch + 1) * EMBED_BATCH };
  const { passages, names } = await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, ids.jobId))) throw new AppError('gone', 'The job has ended already.');
    await copyVectors(tx, scope, { documentId: ids.documentId, readingId: ids.jobId }, range, model.model);
    const missing = await readPassagesToEmbed(tx, scope, ids.jobId, range, model.model);
    return { passages: missing, names: await readTypeNames(tx, scope, missing[0]?.developmentId) };
  });
  const known = new Map<string, number[]>();
  for (let start = 0; start < passages.length; start += CALL) {
    const part = passages.slice(start, start + CALL);
    const rows = await makeVectors(part, names, { tenantId: scope.tenantId, model, known });
    const target = { developmentId: part[0]!.developmentId, model: model.model };
    const done = Math.min(total, (part.at(-1)?.ordinal ?? 0) + 1);
    await withScope(scope, async (tx) => {
      if (!(await holdOpenJob(tx, scope, ids.jobId))) throw new AppError('gone', 'The job has ended already.');
      await storeVectors(tx, scope, target, rows);
      await writeProgress(tx, scope, ids, EXTRACTED + ((EMBEDDED - EXTRACTED) * done) / Math.max(1, total));
    });
  }
  return passages.length;
}

type Making = { tenantId: string; model: Pick<Embedder, 'embed'>; known?: Map<string, number[]> };

/**
 * The vectors of passages and of their units. The model is asked once for each text that `known` lacks, however often
 * it stands there.
 */
export async function makeVectors<Passage extends Omit<PassageToEmbed, 'developmentId' | 'ordinal'>>(
  passages: readonly Passage[],
  names: TypeNames,
  { tenantId, model, known = new Map<string, number[]>() }: Making,
): Promise<MadeVectors[]> {
  const parts: { id: string; own: string; units: string[] }[] = [];
  for (const passage of passages) {
    parts.push({ id: passage.id, own: textToEmbed(passage), units: unitTexts(passage, names) });
    // Requests go between two passages.
    await nextTurn();
  }
  const missing = [...new Set(parts.flatMap(({ own, units }) => [own, ...units]))].filter((text) => !known.has(text));
  const vectors = missing.length > 0 ? await model.embed(missing, { priority: 'ingestion', tenantId }) : [];
  for (const [index, text] of missing.entries()) known.set(text, vectors[index] ?? []);
  const vectorOf = (text: string) => known.get(text) ?? [];
  return parts.map(({ id, own, units }) => ({
    id,
    vector: vectorOf(own),
    units: packVectors(new Map(units.map((text) => [text, vectorOf(text)]))),
  }));
}
