import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import createDisposition from 'content-disposition';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { v7 } from 'uuid';
import { env } from './env.ts';
import { resolveSessionSecret } from './session-secret.ts';
import { signFileGrant } from './signed-file.ts';

export type SignedUrlOptions = { filename: string; contentType: string; download: boolean; expiresInSeconds: number };

/**
 * Where documents' files live: a folder, or an S3-compatible bucket. Keys are plain ASCII and begin with the folder of
 * their tenant; every function throws for what is not such a key, and those that hand a file out for one of another
 * tenant's.
 */
export type Storage = {
  kind: 'folder' | 's3';
  /**
   * Stores a copy of the file at `sourcePath` durably under `key`: when it resolves, a crash no longer loses it.
   */
  put(key: string, sourcePath: string, contentType: string): Promise<void>;
  /** A copy on this machine for a parser to read; call `release` when done. */
  localCopy(tenantId: string, key: string): Promise<{ path: string; release(): Promise<void> }>;
  remove(key: string): Promise<void>;
  /** All files, drafts too; null for a bucket, which other installations may share. */
  list: (() => AsyncIterable<ListedFile>) | null;
  /** An address of this application's own /files route, wherever the file lies: nobody else is asked for it. */
  signedUrl(tenantId: string, key: string, options: SignedUrlOptions): Promise<string>;
  /** Its size in bytes; null when it is not there. */
  size(key: string): Promise<number | null>;
  /** Its bytes from `start` to `end`, both included. */
  read(key: string, range: { start: number; end: number }): Promise<Readable>;
  /** The file's path on this machine; null in a bucket. */
  pathOf(key: string): string | null;
  /** Throws when the storage cannot be used. */
  check(): Promise<void>;
};

/** A file that is there, with the time of its last change. */
export type ListedFile = { key: string; changedAt: Date; remove(): Promise<void> };

type StorageConfig = Pick<
  typeof env,
  | 'DATA_DIR'
  | 'S3_BUCKET'
  | 'S3_REGION'
  | 'S3_ENDPOINT'
  | 'S3_ACCESS_KEY_ID'
  | 'S3_SECRET_ACCESS_KEY'
  | 'SESSION_SECRET'
  | 'NODE_ENV'
>;

/** Until a bucket's server has taken a connection, and between two of its signs of life, milliseconds. */
const CONNECT_MS = 5_000;
const SILENCE_MS = 60_000;

/** A tenant's folder, folders, a file: no part is empty, begins with a dot or leads upwards. */
const KEY = /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*\/[A-Za-z0-9_-]+\.[a-z0-9]+$/;

/** `key`, as it is kept beside a document. Throws when it is no key, or not in the folder of `tenantId`. */
function held(key: string, tenantId?: string): string {
  if (KEY.test(key) && (tenantId === undefined || key.startsWith(`${tenantId}/`))) return key;
  throw new Error('The storage key of a document does not lead to a file of its tenant: its row was altered.');
}

const signedUrlOf =
  (config: StorageConfig): Storage['signedUrl'] =>
  async (tenantId, key, { expiresInSeconds, filename, contentType, download }) => {
    const expiresAt = Date.now() + expiresInSeconds * 1000;
    const grant = { key: held(key, tenantId), filename, contentType, download, expiresAt };
    return `/files/${signFileGrant(grant, resolveSessionSecret(config))}`;
  };

/** Folder storage under `DATA_DIR/files`. */
export function folderStorage(config: StorageConfig): Storage {
  const root = resolve(config.DATA_DIR, 'files');
  const disk = new Disk(new FSDriver({ location: root, visibility: 'private' }));
  const pathOf = (key: string) => join(root, held(key));
  return {
    kind: 'folder',
    pathOf,
    async put(key, sourcePath) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true });
      await copyDurably(sourcePath, target);
    },
    async localCopy(tenantId, key) {
      const path = pathOf(held(key, tenantId));
      await stat(path);
      return { path, release: async () => {} };
    },
    remove: async (key) => disk.delete(held(key)),
    list: () => listFolder(root),
    signedUrl: signedUrlOf(config),
    size: async (key) => (await stat(pathOf(key)).catch(noneIfMissing))?.size ?? null,
    read: async (key, range) => createReadStream(pathOf(key), range),
    async check() {
      await mkdir(root, { recursive: true });
      const probe = join(root, `.probe-${v7()}`);
      await (await open(probe, 'w')).close();
      await rm(probe);
    },
  };
}

async function* listFolder(root: string): AsyncGenerator<ListedFile> {
  const folder = await opendir(root, { recursive: true }).catch(noneIfMissing);
  for await (const entry of folder ?? []) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const info = await stat(path).catch(noneIfMissing);
    const key = relative(root, path).split(sep).join('/');
    if (info) yield { key, changedAt: info.mtime, remove: () => rm(path, { force: true }) };
  }
}

function noneIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Copies beside the target, forces the bytes to disk and renames, so that the target is whole or absent after a crash.
 */
async function copyDurably(sourcePath: string, target: string): Promise<void> {
  const draft = `${target}.${v7()}.part`;
  try {
    await copyFile(sourcePath, draft, constants.COPYFILE_FICLONE);
    await forceToDisk(draft);
    await rename(draft, target);
    await forceToDisk(dirname(target));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function forceToDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}

export async function bucketStorage(config: StorageConfig, bucket: string): Promise<Storage> {
  const { S3Driver } = await import('flydrive/drivers/s3');
  const { GetObjectCommand, HeadBucketCommand, HeadObjectCommand, NotFound, S3Client } =
    await import('@aws-sdk/client-s3');
  const client = new S3Client({
    region: config.S3_REGION ?? 'auto',
    // Checksums of their own make newer clients frame what they send, which not every S3-compatible server unwraps.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT, forcePathStyle: true } : {}),
    ...(config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY
      ? { credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY } }
      : {}),
  });
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }));
  const temporary = resolve(config.DATA_DIR, 'tmp');
  return {
    kind: 's3',
    pathOf: () => null,
    put: async (key, sourcePath, contentType) =>
      disk.putStream(held(key), createReadStream(sourcePath), {
        contentType,
        contentLength: (await stat(sourcePath)).size,
      }),
    async localCopy(tenantId, key) {
      const own = held(key, tenantId);
      await mkdir(temporary, { recursive: true });
      const path = join(temporary, v7());
      const release = () => rm(path, { force: true });
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: own }));
      try {
        await pipeline(Body as Readable, createWriteStream(path));
      } catch (error) {
        await release();
        throw error;
      }
      return { path, release };
    },
    remove: async (key) => disk.delete(held(key)),
    list: null,
    signedUrl: signedUrlOf(config),
    async size(key) {
      const asked = new HeadObjectCommand({ Bucket: bucket, Key: held(key) });
      const found = await client.send(asked).catch((error: unknown) => {
        if (error instanceof NotFound) return undefined;
        throw error;
      });
      return found?.ContentLength ?? null;
    },
    async read(key, { start, end }) {
      const asked = new GetObjectCommand({ Bucket: bucket, Key: held(key), Range: `bytes=${start}-${end}` });
      return (await client.send(asked)).Body as Readable;
    },
    check: async () => void (await client.send(new HeadBucketCommand({ Bucket: bucket }))),
  };
}

/** `inline` or `attachment` with a name that every browser reads (RFC 6266). */
export function contentDisposition(filename: string, download: boolean): string {
  return createDisposition(filename, { type: download ? 'attachment' : 'inline' });
}

let current: Promise<Storage> | undefined;

/** The process's storage, chosen once by S3_BUCKET. */
export function storage(): Promise<Storage> {
  current ??= env.S3_BUCKET ? bucketStorage(env, env.S3_BUCKET) : Promise.resolve(folderStorage(env));
  return current;
}
