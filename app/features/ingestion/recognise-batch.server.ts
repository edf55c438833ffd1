import { countRecognition, listWaitingPages, storeRecognised } from '#db/queries/ingestion/recognition.ts';
import { findVersion } from '#db/queries/ingestion/versions.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { env } from '#app/platform/env.ts';
import { AppError } from '#app/platform/errors.ts';
import { recognitionLanguages } from '#app/platform/recognition-languages.ts';
import { whileJobIsOpen } from '#app/features/jobs/while-job-is-open.server.ts';
import type { Beginning } from './begin-ingestion.server.ts';
import type { ExtractedPage } from './extraction/extracted-document.ts';
import { recognisePages } from './extraction/recognise-pages.server.ts';
import { openStoredFile } from '#app/features/documents/files/open-stored-file.server.ts';
import { recognitionEngine } from './recognition-file.server.ts';
import { EXTRACTED, RECOGNISED, writeProgress } from './report-progress.server.ts';

/** Pages that one step recognises: some ten seconds, after which other documents have their turn. */
export const RECOGNITION_BATCH = 8;

/** `left`: pages that still wait; `late`: of the batch, those that could not be read in time. */
export type RecognisedBatch = { wanted: 'yes'; left: number; late: number } | Exclude<Beginning, { wanted: 'yes' }>;

/**
 * Recognises the next pages of a version, each stored as soon as it is read, so that a repeated step goes on where the
 * last one was ended (C10, C7). Throws AppError `gone` when the file is not in storage or the job has ended.
 */
export async function recogniseBatch(
  scope: TenantScope,
  ids: { jobId: string; versionId: string },
  recognise = recognisePages,
): Promise<RecognisedBatch> {
  const engine = recognitionEngine();
  const begun = await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, ids.jobId))) return { wanted: 'no-more' as const };
    const version = await findVersion(tx, scope, ids.versionId);
    if (!version || version.deleted) return { wanted: 'no' as const };
    return {
      wanted: 'yes' as const,
      version,
      pages: await listWaitingPages(tx, scope, ids.versionId, engine, RECOGNITION_BATCH),
    };
  });
  if (begun.wanted === 'no-more') return { ...begun, why: 'The job has ended already.' };
  if (begun.wanted === 'no') return { ...begun, why: 'The document does not exist any more.' };
  const { version, pages } = begun;
  if (pages.length === 0) return { wanted: 'yes', left: 0, late: 0 };

  let [left, late] = [0, 0];
  const take = (page: ExtractedPage, passing: boolean) =>
    withScope(scope, async (tx) => {
      if (!(await holdOpenJob(tx, scope, ids.jobId))) throw new AppError('gone', 'The job has ended already.');
      const { number, error: _error, hasText: _hasText, label: _label, role: _role, ...result } = page;
      await storeRecognised(tx, scope, ids.versionId, engine, {
        page: number,
        result: { ...result, ...(passing ? { passing } : {}) },
      });
      const { pages: all, done } = await countRecognition(tx, scope, ids.versionId, engine);
      left = all - done;
      late += Number(passing);
      // Of scans alone the file was looked through before: each page moves the bar on from there.
      await writeProgress(tx, scope, ids, EXTRACTED + ((RECOGNISED - EXTRACTED) * done) / Math.max(1, all));
    });
  const file = await openStoredFile(scope, version.storageKey);
  await whileJobIsOpen(scope, ids.jobId, (signal) =>
    recognise({ path: file.path, pages, languages: recognitionLanguages(env.OCR_SECOND_LANGUAGE), signal }, take),
  ).finally(() => file.release());
  return { wanted: 'yes', left, late };
}
