import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import type { PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';

/** A mail that was kept instead of sent; `id` is its file's name, which begins with its time. */
export type OutboxMail = { id: string; to: string; subject: string; created_at: string };

/** As app/platform/mail.ts names its files. */
export const MAIL_ID = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}Z-[0-9a-f]{8}\.eml$/;

/** Larger files are not read: no mail of ours comes near. */
const MAX_BYTES = 1_000_000;

/**
 * The mails in the local outbox (`folder`), newest first. The scope shows that an admin asks. Throws 422 for a foreign
 * cursor.
 */
export async function listOutbox(
  _scope: PlatformScope,
  folder: string,
  query: { limit: number; cursor?: string },
): Promise<Page<OutboxMail>> {
  const [before] = decodeCursor(query.cursor, z.tuple([z.string().regex(MAIL_ID)])) ?? [];
  const names = (await namesIn(folder)).filter((name) => before === undefined || name < before);
  const page = takePage(
    names,
    query.limit,
    (name) => name,
    (name) => [name],
  );
  const items: OutboxMail[] = [];
  for (const name of page.items) {
    const mail = await parseMail(folder, name);
    if (mail) items.push({ id: name, to: mail.to, subject: mail.subject, created_at: timeOf(name) });
  }
  return { items, next_cursor: page.next_cursor };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => MAIL_ID.test(name))
      .sort()
      .reverse();
  } catch (error) {
    // The folder is made with the first mail.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** One mail's head and text; null when its file went meanwhile. */
export async function parseMail(
  folder: string,
  id: string,
): Promise<{ to: string; subject: string; text: string } | null> {
  const path = join(folder, id);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile() || info.size > MAX_BYTES) return null;
  const mail = await PostalMime.parse(await readFile(path));
  const to = mail.to?.map((address) => address.address ?? address.name).join(', ') ?? '';
  return { to, subject: mail.subject ?? '(no subject)', text: mail.text ?? '' };
}

/** `2026-03-01T10-20-30.123Z-…` as ISO 8601. */
export function timeOf(id: string): string {
  return id.slice(0, 24).replace(/T(\d{2})-(\d{2})-/, 'T$1:$2:');
}
