import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import { unseal } from '#app/features/identity/sealed.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Storage } from '#app/platform/storage.ts';
import { ERASED_PERSON } from './erased-person.ts';

const contents = z.object({ fullName: z.string(), email: z.string() });

type Erased = { tenantId: string; person: string; keys: readonly string[] };

/**
 * Removes what lies in files of an erased owner: what `keys` name in storage, and kept mails (in `dataDir/outbox`) to
 * or about them. May be called again. Returns how many mails went. Throws AppError 410 for what was sealed under
 * another secret.
 */
export async function removeErasedFiles(
  { tenantId, person: sealed, keys }: Erased,
  { dataDir, files }: { dataDir: string; files: Pick<Storage, 'remove'> },
): Promise<number> {
  for (const key of keys.filter((one) => one.startsWith(`${tenantId}/`))) await files.remove(key);
  const person = await unseal(ERASED_PERSON, sealed, contents).catch((cause: unknown) => {
    throw new AppError('gone', 'Whose files are to go was sealed under another SESSION_SECRET, or too long ago.', {
      cause,
    });
  });
  const folder = join(dataDir, 'outbox');
  let removed = 0;
  for (const name of await mailsIn(folder)) {
    const path = join(folder, name);
    if (!(await isAbout(path, person))) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

async function mailsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.eml') || name.endsWith('.part'));
}

/** By the address, which is one person's; without one, by the full name. */
async function isAbout(path: string, { fullName, email }: z.output<typeof contents>): Promise<boolean> {
  const raw = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!raw) return false;
  const mail = await PostalMime.parse(raw);
  const text = [
    ...[...(mail.to ?? []), ...(mail.replyTo ?? [])].map(({ address }) => address ?? ''),
    mail.subject ?? '',
    mail.text ?? '',
  ]
    .join('\n')
    .toLowerCase();
  return (email !== '' && text.includes(email.toLowerCase())) || text.includes(fullName.toLowerCase());
}
