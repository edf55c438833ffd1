import { deletePassages, deleteReading, storePassages } from '#db/queries/ingestion/passages.ts';
import { noteScannedPages } from '#db/queries/ingestion/recognition.ts';
import {
  findVersion,
  finishVersion,
  holdDocument,
  storePages,
  updateVersion,
  type PageToStore,
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
  const file = await openStoredFile(scope, version.storageKey);
  const known = await writeRecognitionFile(scope, ids.versionId);
  const onPage = ({ done, total }: { done: number; total: number }) =>
    progress.report((EXTRACTED * done) / Math.max(1, total));
  const sink: DocumentSink = {
    async pages(batch) {
      await whileOpen((tx) => storePages(tx, scope, version, ids.jobId, batch.map(toRow)));
    },
    async passages(batch) {
      await whileOpen((tx) => storePassages(tx, scope, version, ids.jobId, batch));
    },
  };
  const read = await whileJobIsOpen(scope, ids.jobId, (signal) =>
    extractDocument({ path: file.path, kind: version.kind, recognised: known.path, onPage, signal }, sink),
  ).finally(() => Promise.all([file.release(), known.release()]));
  await progress.flush();
  let held = false;
  await whileOpen(async (tx) => {
    await holdDocument(tx, scope, version.documentId);
    await updateVersion(tx, scope, ids.versionId, { warnings: read.warnings });
    await noteScannedPages(tx, scope, ids.versionId, recognitionEngine(), read.scannedPages);
    await writeProgress(tx, scope, ids, EXTRACTED);
    held = await noteLikeness(tx, scope, version, read.sketch ?? null);
    if (!held) return;
    await deletePassages(tx, scope, ids.jobId);
    await finishVersion(tx, scope, ids.versionId, ids.jobId);
  });
  return { passages: read.passageCount, waiting: read.waitingPages.length, held };
}

function toRow(page: ExtractedPage): PageToStore {
  return {
    page: page.number,
    text: page.text,
    headings: page.headings.map((title, index) => ({ title, level: page.headingLevels[index] ?? 6 })),
    hasText: page.hasText,
    error: page.error ?? null,
    label: page.label ?? null,
    role: page.role ?? null,
    confidence: page.confidence ?? null,
    recognised: page.lines ?? null,
    findings: page.findings ?? [],
  };
}
