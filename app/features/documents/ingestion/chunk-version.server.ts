import { v7 } from 'uuid';
import { deleteDrafts, findVersion, readPages, storeDrafts } from '#db/queries/ingestion.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { chunkPages } from '../extraction/chunk-pages.ts';

const READ = 100;
const WRITE = 200;

/**
 * Cuts a version's stored pages into passages and stages them as drafts, in place of those of an earlier try (C1). Returns how
 * many. Throws AppError `invalid-input` when there is nothing to search in the document.
 */
export async function chunkVersion(scope: TenantScope, versionId: string): Promise<number> {
  const version = await withScope(scope, (tx) => findVersion(tx, scope, versionId), { readOnly: true });
  if (!version) throw new AppError('not-found', 'The document does not exist any more.');
  const pages: Parameters<typeof chunkPages>[0] = [];
  for (let after = 0; ; ) {
    const batch = await withScope(scope, (tx) => readPages(tx, scope, versionId, after, READ), { readOnly: true });
    pages.push(...batch.map(({ page, text, headings }) => ({ number: page, text, headings: headings.map((heading) => heading.title), headingLevels: headings.map((heading) => heading.level) })));
    if (batch.length < READ) break;
    after = batch.at(-1)?.page ?? after;
  }
  const chunks = chunkPages(pages);
  if (chunks.length === 0) throw new AppError('invalid-input', 'No text was found in this document. If it was scanned, run text recognition (OCR) on it and upload the result.');

  await withScope(scope, (tx) => deleteDrafts(tx, scope, versionId));
  for (let start = 0; start < chunks.length; start += WRITE) {
    const drafts = chunks.slice(start, start + WRITE).map(({ ordinal, page, heading, text }) => ({ ordinal, page, heading, text, chunkId: v7() }));
    await withScope(scope, (tx) => storeDrafts(tx, scope, version, drafts));
  }
  return chunks.length;
}
