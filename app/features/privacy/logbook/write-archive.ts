import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { streamZip, type ZipEntry } from '#app/platform/stream-zip.ts';
import { signManifest } from './sign-manifest.ts';

/** Of the archive's format: larger ones would need Zip64. Bytes, some room left. */
const MOST = 3_800_000_000;

export class ArchiveTooLarge extends Error {}

/**
 * Writes a ZIP of `files`, one at a time and never a whole one in memory, with `manifest.json` (each file's SHA-256 and
 * size) and `signature.json` over it as the last. Returns the archive's own hash and size. Throws ArchiveTooLarge.
 */
export async function writeArchive(
  path: string,
  files: AsyncIterable<ZipEntry>,
  secret: string,
): Promise<{ sha256: string; sizeBytes: number }> {
  const target = await open(path, 'w', 0o600);
  const whole = createHash('sha256');
  let sizeBytes = 0;
  const sums = new Sums();
  try {
    for await (const piece of streamZip(signed(files, sums, secret), (name, part) => sums.add(name, part))) {
      sizeBytes += piece.length;
      if (sizeBytes > MOST) throw new ArchiveTooLarge();
      whole.update(piece);
      await target.writeFile(piece);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { sha256: whole.digest('hex'), sizeBytes };
}

/** The files, and then what is told of them: each was read to its end before the next is asked for. */
async function* signed(files: AsyncIterable<ZipEntry>, sums: Sums, secret: string): AsyncGenerator<ZipEntry> {
  const names: string[] = [];
  for await (const file of files) {
    names.push(file.name);
    yield file;
  }
  const manifest = { files: names.map((name) => ({ name, ...sums.of(name) })) };
  const content = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  yield { name: 'manifest.json', content };
  yield { name: 'signature.json', content: `${JSON.stringify(signManifest(content, secret), null, 2)}\n` };
}

/** Hashes and sizes of files by their names, as they are read. */
class Sums {
  readonly #byName = new Map<string, { hash: ReturnType<typeof createHash>; bytes: number }>();

  add(name: string, part: Buffer): void {
    const sum = this.#byName.get(name) ?? { hash: createHash('sha256'), bytes: 0 };
    sum.hash.update(part);
    sum.bytes += part.length;
    this.#byName.set(name, sum);
  }

  /** An empty file may come without a part. */
  of(name: string): { sha256: string; bytes: number } {
    const { hash, bytes } = this.#byName.get(name) ?? { hash: createHash('sha256'), bytes: 0 };
    return { sha256: hash.copy().digest('hex'), bytes };
  }
}
