import { open, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { v7 } from 'uuid';
import { listRecognised } from '#db/queries/ingestion/recognition.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { env } from '#app/platform/env.ts';
import { recogniserVersion, recognitionLanguages } from '#app/platform/recognition-languages.ts';

const PAGES_AT_ONCE = 50;
/** Goes up when what is made of a recognised page changes. */
const LAYOUT = 3;

/** What recognises here: results of another engine, or of other languages, are used until they were made anew. */
export const recognitionEngine = (): string =>
  `tesseract-${recogniserVersion()} best_int ${recognitionLanguages(env.OCR_SECOND_LANGUAGE).join('+')} ${LAYOUT}`;

/**
 * What text recognition has read of a version so far, as a file for the process that reads the document, until it is
 * released; no file where there is nothing. A line of JSON for each page, in order, without the places of words: a long
 * scan has more of them than that process may hold.
 */
export async function writeRecognitionFile(
  scope: TenantScope,
  versionId: string,
): Promise<{ path: string | undefined; release(): Promise<void> }> {
  const folder = resolve(env.DATA_DIR, 'tmp');
  const path = join(folder, `recognised-${v7()}`);
  let file: Awaited<ReturnType<typeof open>> | undefined;
  const release = () => rm(path, { force: true });
  try {
    for (let after = 0; ;) {
      const range = { after, limit: PAGES_AT_ONCE };
      const read = (tx: Parameters<typeof listRecognised>[0]) =>
        listRecognised(tx, scope, versionId, recognitionEngine(), range);
      const rows = await withScope(scope, read, { readOnly: true });
      if (rows.length === 0) break;
      await mkdir(folder, { recursive: true });
      file ??= await open(path, 'wx');
      for (const { page, result } of rows) await file.write(`${JSON.stringify({ number: page, ...result })}\n`);
      after = rows.at(-1)?.page ?? Number.MAX_SAFE_INTEGER;
    }
  } catch (error) {
    await release();
    throw error;
  } finally {
    await file?.close();
  }
  return { path: file && path, release };
}
