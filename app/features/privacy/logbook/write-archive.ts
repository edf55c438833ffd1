import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { signManifest } from './sign-manifest.ts';

/** A file of the archive: its bytes, or where they lie; `stored` as it is, since it is compressed already. */
export type ArchiveFile = { name: string; content: string | Buffer } | { name: string; path: string };

/** Of the archive's format: larger ones would need Zip64. Bytes, some room left. */
const MOST = 3_800_000_000;

export class ArchiveTooLarge extends Error {}

/**
 * Writes a ZIP of `files`, one at a time and never a whole one in memory, with `manifest.json` (each file's SHA-256 and
 * size) and `signature.json` over it as the last. Returns the archive's own hash and size. Throws ArchiveTooLarge.
 */
export async function writeArchive(
  path: string,
  files: AsyncIterable<ArchiveFile>,
  secret: string,
): Promise<{ sha256: string; sizeBytes: number }> {
  const target = await open(path, 'w', 0o600);
  const whole = createHash('sha256');
  const waiting: Uint8Array[] = [];
  let sizeBytes = 0;
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else waiting.push(chunk);
  });
  const drain = async () => {
    if (failure) throw failure;
    for (const chunk of waiting.splice(0)) {
      sizeBytes += chunk.length;
      if (sizeBytes > MOST) throw new ArchiveTooLarge();
      whole.update(chunk);
      await target.writeFile(chunk);
    }
  };
  const manifest: { name: string; sha256: string; bytes: number }[] = [];
  const add = async (file: ArchiveFile) => {
    const entry = 'path' in file ? new ZipPassThrough(file.name) : new ZipDeflate(file.name, { level: 6 });
    zip.add(entry);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of 'path' in file ? createReadStream(file.path) : [Buffer.from(file.content)]) {
      const part = chunk as Buffer;
      hash.update(part);
      bytes += part.length;
      // A copy: a stream may use its buffer again before it is written.
      entry.push(new Uint8Array(part), false);
      await drain();
    }
    entry.push(new Uint8Array(0), true);
    await drain();
    return { name: file.name, sha256: hash.digest('hex'), bytes };
  };
  try {
    for await (const file of files) manifest.push(await add(file));
    const content = Buffer.from(`${JSON.stringify({ files: manifest }, null, 2)}\n`);
    await add({ name: 'manifest.json', content });
    await add({ name: 'signature.json', content: `${JSON.stringify(signManifest(content, secret), null, 2)}\n` });
    zip.end();
    await drain();
    await target.sync();
  } finally {
    await target.close();
  }
  return { sha256: whole.digest('hex'), sizeBytes };
}
