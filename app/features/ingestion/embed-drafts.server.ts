import { readDraftsToEmbed, storeDraftVectors, type DraftText } from '#db/queries/ingestion/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { EMBEDDED, EXTRACTED, writeProgress } from './report-progress.server.ts';

/** Passages embedded by one step: what a retry repeats at most. */
export const EMBED_BATCH = 64;
/** Passages sent to the model at once; between two of these what is done is stored and progress is shown. */
const CALL = 16;

/** What of a passage is turned into its vector: its heading says what it is about. */
export function textToEmbed({ heading, text }: Pick<DraftText, 'heading' | 'text'>): string {
  return heading ? `${heading}\n${text}` : text;
}

/**
 * Embeds batch `batch` (from 0) of a version's `total` drafts with the given model; drafts that have its vector are left alone, so
 * a repeated step asks only for what is missing (C1). Throws what the model throws.
 */
export async function embedDrafts(scope: TenantScope, ids: { jobId: string; versionId: string }, { batch, total }: { batch: number; total: number }, model: Pick<Embedder, 'model' | 'embed'>): Promise<number> {
  const range = { from: batch * EMBED_BATCH, to: (batch + 1) * EMBED_BATCH };
  const drafts = await withScope(scope, (tx) => readDraftsToEmbed(tx, scope, ids.versionId, range, model.model), { readOnly: true });
  const known = new Map<string, number[]>();
  for (let start = 0; start < drafts.length; start += CALL) {
    const part = drafts.slice(start, start + CALL);
    const vectors = await embedOnce(part.map(textToEmbed), scope.tenantId, model, known);
    const rows = part.map((draft, index) => ({ ordinal: draft.ordinal, vector: vectors[index] ?? [] }));
    const done = Math.min(total, (part.at(-1)?.ordinal ?? 0) + 1);
    await withScope(scope, async (tx) => {
      await storeDraftVectors(tx, scope, ids.versionId, model.model, rows);
      await writeProgress(tx, scope, ids, EXTRACTED + ((EMBEDDED - EXTRACTED) * done) / Math.max(1, total));
    });
  }
  return drafts.length;
}

/** The vectors of `texts`; the model is asked for each text that `known` lacks once, however often it stands there. */
async function embedOnce(
  texts: string[],
  tenantId: string,
  model: Pick<Embedder, 'embed'>,
  known: Map<string, number[]>,
): Promise<(number[] | undefined)[]> {
  const missing = [...new Set(texts)].filter((text) => !known.has(text));
  const vectors = missing.length > 0 ? await model.embed(missing, { priority: 'ingestion', tenantId }) : [];
  for (const [index, text] of missing.entries()) known.set(text, vectors[index] ?? []);
  return texts.map((text) => known.get(text));
}
