import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { z } from 'zod';
import { fingerprintOf, isSigned } from './sign-manifest.ts';

const manifestSchema = z.object({
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
});
const signatureSchema = z.object({
  algorithm: z.literal('Ed25519'),
  public_key: z.string(),
  signature: z.string(),
});

/** Manifest and signature are small; larger ones are not ours. Bytes. */
const SMALL = 5_000_000;

export type Verdict = { faults: string[]; files: number; fingerprint: string | null };

type Seen = { sha256: string; bytes: number; content: Buffer | null };

/**
 * Holds a logbook against its manifest and its signature: nothing changed, nothing missing, nothing added. `faults` is
 * empty for a good one; `fingerprint` is of the key that signed it.
 */
export async function verifyArchive(path: string): Promise<Verdict> {
  let seen: Map<string, Seen>;
  const faults: string[] = [];
  try {
    seen = await readAll(path, faults);
  } catch (error) {
    return { faults: [`it cannot be read as a ZIP: ${(error as Error).message}`], files: 0, fingerprint: null };
  }
  const bytes = seen.get('manifest.json')?.content;
  const manifest = parse(manifestSchema, bytes);
  const signature = parse(signatureSchema, seen.get('signature.json')?.content);
  if (!manifest || !bytes) faults.push('manifest.json is missing or is none');
  if (!signature) faults.push('signature.json is missing or is none');
  if (bytes && signature && !isSigned(bytes, signature)) faults.push('the signature is not of this manifest');
  const listed = new Set(['manifest.json', 'signature.json']);
  for (const { name, sha256, bytes: size } of manifest?.files ?? []) {
    const file = seen.get(name);
    if (listed.has(name)) faults.push(`${name} is listed twice`);
    listed.add(name);
    if (!file) faults.push(`${name} is missing`);
    else if (file.sha256 !== sha256 || file.bytes !== size) faults.push(`${name} was changed`);
  }
  for (const name of seen.keys()) if (!listed.has(name)) faults.push(`${name} was added`);
  return { faults, files: seen.size, fingerprint: signature ? fingerprintOf(signature.public_key) : null };
}

function parse<T>(schema: z.ZodType<T>, content: Buffer | null | undefined): T | null {
  try {
    return schema.parse(JSON.parse(content?.toString() ?? ''));
  } catch {
    return null;
  }
}

async function readAll(path: string, faults: string[]): Promise<Map<string, Seen>> {
  const zip = await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(path, { lazyEntries: true });
  const openStream = promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip));
  const seen = new Map<string, Seen>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(seen));
    zip.on('entry', (entry: yauzl.Entry) => {
      hashOf(openStream(entry), entry).then((file) => {
        if (seen.has(entry.fileName)) faults.push(`${entry.fileName} is there twice`);
        seen.set(entry.fileName, file);
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
}

async function hashOf(opening: Promise<Readable>, { fileName }: yauzl.Entry): Promise<Seen> {
  const hash = createHash('sha256');
  const keeps = fileName === 'manifest.json' || fileName === 'signature.json';
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of await opening) {
    hash.update(part as Buffer);
    bytes += (part as Buffer).length;
    if (keeps && bytes <= SMALL) parts.push(part as Buffer);
  }
  return { sha256: hash.digest('hex'), bytes, content: keeps ? Buffer.concat(parts) : null };
}
