import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { v7 } from 'uuid';
import { z } from 'zod';
import { openStoredFile } from '#app/features/documents/files/open-stored-file.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Storage } from '#app/platform/storage.ts';
import type { ZipEntry } from '#app/platform/stream-zip.ts';
import { finishLogbook } from '#db/queries/privacy/logbooks.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { collectLogbook } from './collect-logbook.server.ts';
import type { CollectedFile } from './collected-file.ts';
import { logbookKey } from './logbook-key.ts';
import { logbookPage } from './logbook-page.ts';
import { logbookSchema, type Logbook } from './logbook-schema.ts';
import { ownFingerprint } from './sign-manifest.ts';
import { ArchiveTooLarge, writeArchive } from './write-archive.ts';

type Where = { dataDir: string; files: Storage; secret: string };

/**
 * Makes an owner's logbook (F13), stores it, and notes its hash: what `owner`, the scope of whom it is for, may see.
 * May be called again. False when its owner was erased meanwhile: nothing stays. Throws AppError 422 for more than an
 * archive can hold, and what storage throws.
 */
export async function makeLogbook(
  job: TenantScope,
  owner: HouseScope,
  id: string,
  { dataDir, files, secret }: Where,
): Promise<boolean> {
  const collected = await collectLogbook(owner);
  const folder = resolve(dataDir, 'tmp');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `logbook-${id}-${v7()}.zip`);
  const key = logbookKey(job.tenantId, id);
  try {
    const made = await writeArchive(path, contentsOf(job, collected, secret), secret);
    await files.put(key, path, 'application/zip');
    const isWanted = await withScope(job, (tx) => finishLogbook(tx, job, id, made));
    if (!isWanted) await files.remove(key);
    return isWanted;
  } catch (error) {
    if (!(error instanceof ArchiveTooLarge)) throw error;
    throw new AppError(
      'invalid-input',
      'Your home’s documents are more than one file can hold. Download them one by one under Documents.',
      { cause: error },
    );
  } finally {
    await rm(path, { force: true });
  }
}

type Collected = { logbook: Logbook; files: CollectedFile[] };

async function* contentsOf(scope: TenantScope, { logbook, files }: Collected, secret: string) {
  const texts: ZipEntry[] = [
    { name: 'README.txt', content: readme(logbook, secret) },
    { name: 'index.html', content: logbookPage(logbook) },
    { name: 'logbook.json', content: `${JSON.stringify(logbookSchema.parse(logbook), null, 2)}\n` },
    { name: 'schema.json', content: `${JSON.stringify(z.toJSONSchema(logbookSchema), null, 2)}\n` },
  ];
  yield* texts;
  const missing: string[] = [];
  for (const { name, storageKey } of files) {
    const copy = await openStoredFile(scope, storageKey).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'gone') return undefined;
      throw error;
    });
    if (!copy) {
      missing.push(name);
      continue;
    }
    try {
      yield { name, path: copy.path };
    } finally {
      await copy.release();
    }
  }
  // What its owner may take along does not fail for a file that is lost.
  if (missing.length > 0) yield { name: 'MISSING.txt', content: `${LOST}\n${missing.join('\n')}\n` };
}

const LOST = 'These files were not in storage any more when this logbook was made. Ask your builder for them:';

const readme = ({ house, made_at }: Logbook, secret: string) => `The logbook of ${house.label}, ${house.development}
Made ${made_at}

index.html      opens in any browser, without a network
logbook.json    the same for programs; schema.json says what each field is
documents/      your documents as your builder supplied them
defects/        the photos of what you reported
manifest.json   the SHA-256 of each file
signature.json  the signature over manifest.json (Ed25519)

Whoever has the source of OpenHouse AI checks that nothing was changed with
  npm run verify:logbook -- <this file>
Signed by the key ${ownFingerprint(secret)}
`;
