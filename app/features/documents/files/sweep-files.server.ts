import { opendir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { selectStorageKeys } from '#db/queries/documents/versions.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { logger } from '#app/platform/logger.ts';
import type { ListedFile, Storage } from '#app/platform/storage.ts';
import { readStorageKey } from './storage-key.ts';

/** What is younger may belong to something that goes on. */
const OLD_MS = 24 * 3600_000;
/** Files removed in one call, of each kind; what is left waits for the next. */
const MOST = 1_000;
const BATCH = 200;
/** More files without a row than these, being more than half of what there is, are no accident. */
const SUSPICIOUS = 20;

type Options = { dataDir: string; files: Pick<Storage, 'list'>; now?: number };

/**
 * Removes what killed processes have left: temporary files, and stored files that no version names, each older than a
 * day. Nothing else, and nothing of the kind in a bucket. Returns how many of each went.
 */
export async function sweepFiles(
  scope: PlatformScope,
  { dataDir, files, now = Date.now() }: Options,
): Promise<{ temporary: number; stored: number }> {
  const before = now - OLD_MS;
  const temporary = await sweepTemporary(resolve(dataDir, 'tmp'), before);
  const stored = files.list ? await sweepStored(scope, files.list(), before) : 0;
  if (temporary + stored > 0) logger.info('files that killed processes had left were removed', { temporary, stored });
  return { temporary, stored };
}

async function sweepTemporary(folder: string, before: number): Promise<number> {
  let removed = 0;
  const entries = await opendir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  for await (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    const info = await stat(path).catch(() => undefined);
    if (!info || info.mtimeMs >= before) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
    if (removed === MOST) break;
  }
  return removed;
}

async function sweepStored(scope: PlatformScope, list: AsyncIterable<ListedFile>, before: number): Promise<number> {
  const orphans: ListedFile[] = [];
  let looked = 0;
  let without = 0;
  let batch: { file: ListedFile; tenantId: string; versionId: string; draft: boolean }[] = [];
  const judge = async () => {
    const named = new Set(await withScope(scope, (tx) => selectStorageKeys(tx, batch), { readOnly: true }));
    const found = batch.filter(({ file, draft }) => draft || !named.has(file.key));
    without += found.length;
    orphans.push(...found.slice(0, MOST - orphans.length).map(({ file }) => file));
    batch = [];
  };
  for await (const file of list) {
    const stored = readStorageKey(file.key);
    if (!stored) continue;
    looked += 1;
    if (file.changedAt.getTime() >= before) continue;
    batch.push({ file, ...stored });
    if (batch.length === BATCH) await judge();
  }
  if (batch.length > 0) await judge();
  // All are looked at, however many go: only so is it known whether those are most.
  if (without > SUSPICIOUS && without > looked / 2) {
    logger.error(
      'most stored files belong to no document of this database, so none was removed: check that DATABASE_URL and ' +
        'DATA_DIR belong together, and remove them by hand if they do',
      { files: looked, without_document: without },
    );
    return 0;
  }
  for (const file of orphans) await file.remove();
  return orphans.length;
}
