import { deletePagesAfter, findVersion, storePages, updateVersion, type PageToStore } from '#db/queries/ingestion.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { storage } from '#app/platform/storage.ts';
import { throttleProgress } from '#app/features/jobs/record-job-progress.server.ts';
import { whileJobIsOpen } from '#app/features/jobs/while-job-is-open.server.ts';
import { extractDocument } from '../extraction/extract-document.server.ts';
import type { ExtractedPage } from '../extraction/extracted-document.ts';
import { EXTRACTED, reportProgress, writeProgress } from './report-progress.server.ts';

/** Pages written in one transaction, and characters of text in it. */
const BATCH_PAGES = 50;
const BATCH_CHARS = 500_000;

export type Extracted = { pages: number; emptyPages: number };

/**
 * Reads a version's file in a process of its own and stores its text by page, in place of what an earlier try stored (C1).
 * Returns counts only. Throws ExtractionError for what no retry cures, AppError `gone` when the file is not in storage or the job has ended.
 */
export async function extractVersion(scope: TenantScope, ids: { jobId: string; versionId: string }): Promise<Extracted> {
  const version = await withScope(scope, (tx) => findVersion(tx, scope, ids.versionId), { readOnly: true });
  if (!version) throw new AppError('not-found', 'The document does not exist any more.');
  const progress = throttleProgress((percent) => reportProgress(scope, ids, percent));
  const file = await openFile(version.storageKey);
  const onPage = ({ done, total }: { done: number; total: number }) => progress.report((EXTRACTED * done) / Math.max(1, total));
  const extracted = await whileJobIsOpen(scope, ids.jobId, (signal) => extractDocument({ path: file.path, kind: version.kind, onPage, signal })).finally(() => file.release());
  await progress.flush();

  for (const batch of batches(extracted.pages.map(toRow))) await withScope(scope, (tx) => storePages(tx, scope, version, batch));
  await withScope(scope, async (tx) => {
    await deletePagesAfter(tx, scope, ids.versionId, extracted.pages.at(-1)?.number ?? 0);
    await updateVersion(tx, scope, ids.versionId, { pages: extracted.pageCount, warnings: extracted.warnings });
    await writeProgress(tx, scope, ids, EXTRACTED);
  });
  return { pages: extracted.pageCount, emptyPages: extracted.emptyPages.length };
}

async function openFile(storageKey: string): Promise<{ path: string; release(): Promise<void> }> {
  try {
    return await (await storage()).localCopy(storageKey);
  } catch (cause) {
    const missing = cause instanceof Error && (('code' in cause && cause.code === 'ENOENT') || cause.name === 'NoSuchKey' || cause.name === 'NotFound');
    if (missing) throw new AppError('gone', 'The file of this document is not in storage any more. Upload it again.', { cause });
    throw new AppError('unavailable', 'The storage of documents could not be reached.', { cause });
  }
}

function toRow(page: ExtractedPage): PageToStore {
  return {
    page: page.number,
    text: page.text,
    headings: page.headings.map((title, index) => ({ title, level: page.headingLevels[index] ?? 6 })),
    hasText: page.hasText,
    error: page.error ?? null,
  };
}

function* batches(pages: PageToStore[]): Generator<PageToStore[]> {
  let batch: PageToStore[] = [];
  let chars = 0;
  for (const page of pages) {
    if (batch.length >= BATCH_PAGES || (batch.length > 0 && chars + page.text.length > BATCH_CHARS)) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push(page);
    chars += page.text.length;
  }
  if (batch.length > 0) yield batch;
}
