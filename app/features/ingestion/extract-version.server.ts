import { deletePassages, deleteReading, storePassages } from '#db/queries/ingestion/passages.ts';
import { countRecognition, listPlaces, noteScannedPages } from '#db/queries/ingestion/recognition.ts';
import {
  findVersion,
  finishVersion,
  holdDocument,
  storePages,
  updateVersion,
  type PageToStore,
  type VersionToIngest,
} from '#db/queries/ingestion/versions.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { throttleProgress } from '#app/features/jobs/record-job-progress.server.ts';
import { whileJobIsOpen } from '#app/features/jobs/while-job-is-open.server.ts';
import { extractDocument, type DocumentSink } from './extraction/extract-document.server.ts';
import type { ExtractedPage } from './extraction/extracted-document.ts';
import { noteLikeness } from './note-likeness.server.ts';
import { openStoredFile } from '#app/features/documents/files/open-stored-file.server.ts';
import { reportIfOurs, reportReaderFault } from './report-reader-fault.server.ts';
import { recognitionEngine, writeRecognitionFile } from './recognition-file.server.ts';
import { EXTRACTED, reportProgress, writeProgress } from './report-progress.server.ts';

/**
 * Reads a version's file in a process of its own and stores its text by page and its passages, as the reading of this
 * job, in place of what an earlier try stored (C1). Nobody finds them before the reading is published. Nothing is done
 * to the text here: batches are stored as they come. Scanned pages have the text that was recognised so far; those that
 * wait for it have no passages. Returns how many passages, and how many pages wait; `held`: it has been read and waits
 * for a choice, so that nothing more is to be done with it. Throws ExtractionError for what no retry cures, AppError
 * `gone` when the file is not in storage or the job has ended.
 */
export async function extractVersion(
  scope: TenantScope,
  ids: { jobId: string; versionId: string },
): Promise<{ passages: number; waiting: number; held: boolean }> {
  const version = await withScope(scope, (tx) => findVersion(tx, scope, ids.versionId), { readOnly: true });
  if (!version) throw new AppError('not-found', 'The document does not exist any more.');
  /**
   * What a job that has ended stores would be nobody's: whoever ends it drops what it has read, once nothing more can
   * come.
   */
  const whileOpen = (work: (tx: Tx) => Promise<void>) =>
    withScope(scope, async (tx) => {
      if (!(await holdOpenJob(tx, scope, ids.jobId))) throw new AppError('gone', 'The job has ended already.');
      await work(tx);
    });
  await whileOpen((tx) => deleteReading(tx, scope, version, ids.jobId));
  const progress = throttleProgress((percent) => reportProgress(scope, ids, percent));
  const onPage = ({ done, total }: { done: number; total: number }) =>
    progress.report((EXTRACTED * done) / Math.max(1, total));
  const sink: DocumentSink = {
    async pages(batch) {
      const numbers = batch.filter((page) => page.confidence !== undefined && page.hasText).map((page) => page.number);
      await whileOpen(async (tx) => {
        const places = await listPlaces(tx, scope, ids.versionId, numbers);
        const byPage = new Map(places.map(({ page, lines }) => [page, lines]));
        await storePages(
          tx,
          scope,
          version,
          ids.jobId,
          batch.map((page) => toRow(page, byPage.get(page.number))),
        );
      });
    },
    async passages(batch) {
      await whileOpen((tx) => storePassages(tx, scope, version, ids.jobId, batch));
    },
  };
  const read = await withFiles(scope, version, (path, recognised) =>
    whileJobIsOpen(scope, ids.jobId, (signal) =>
      extractDocument({ path, kind: version.kind, recognised, onPage, signal }, sink),
    ),
  ).catch((error: unknown) => {
    reportIfOurs(scope, ids, error);
    throw error;
  });
  for (const fault of read.faults) reportReaderFault(scope, ids, fault);
  await progress.flush();
  let [asked, waiting] = [false, 0];
  const engine = recognitionEngine();
  await whileOpen(async (tx) => {
    await holdDocument(tx, scope, version.documentId);
    await updateVersion(tx, scope, ids.versionId, { warnings: read.warnings });
    await noteScannedPages(tx, scope, ids.versionId, engine, read.scannedPages);
    const { pages, done } = await countRecognition(tx, scope, ids.versionId, engine);
    waiting = pages - done;
    await writeProgress(tx, scope, ids, EXTRACTED);
    // What is live may have changed while it was read.
    const now = await findVersion(tx, scope, ids.versionId);
    asked = await noteLikeness(tx, scope, now ?? version, read.sketch ?? null);
    if (!asked) return;
    await deletePassages(tx, scope, ids.jobId);
    await finishVersion(tx, scope, ids.versionId, ids.jobId);
  });
  return { passages: read.passageCount, waiting, held: asked };
}

/** Lends `work` the version's file and that of what was recognised of it. */
async function withFiles<T>(
  scope: TenantScope,
  version: Pick<VersionToIngest, 'versionId' | 'storageKey'>,
  work: (path: string, recognised: string | undefined) => Promise<T>,
): Promise<T> {
  const file = await openStoredFile(scope, version.storageKey);
  try {
    const known = await writeRecognitionFile(scope, version.versionId);
    return await work(file.path, known.path).finally(known.release);
  } finally {
    await file.release();
  }
}

function toRow(page: ExtractedPage, places: PageToStore['recognised'] = null): PageToStore {
  return {
    page: page.number,
    text: page.text,
    headings: page.headings.map((title, index) => ({ title, level: page.headingLevels[index] ?? 6 })),
    hasText: page.hasText,
    error: page.error ?? null,
    label: page.label ?? null,
    role: page.role ?? null,
    confidence: page.confidence ?? null,
    recognised: places,
    findings: page.findings ?? [],
  };
}
