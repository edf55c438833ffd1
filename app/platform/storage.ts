import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import createDisposition from 'content-disposition';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { v7 } from 'uuid';
import { env } from './env.ts';
import { resolveSessionSecret } from './session-secret.ts';
import { signFileGrant } from './signed-file.ts';

export type SignedUrlOptions = { filename: string; contentType: string; download: boolean; expiresInSeconds: number };

/** Where documents' files live: a folder, or an S3-compatible bucket. Keys are plain ASCII. */
export type Storage = {
  kind: 'folder' | 's3';
  /**
   * Stores the file at `sourcePath` durably under `key`: when it resolves, a crash no longer loses it. The source may
   * be moved.
   */
  put(key: string, sourcePath: string, contentType: string): Promise<void>;
  /** A copy on this machine for a parser to read; call `release` when done. */
  localCopy(key: string): Promise<{ path: string; release(): Promise<void> }>;
  remove(key: string): Promise<void>;
  signedUrl(key: string, options: SignedUrlOptions): Promise<string>;
  /** The file's path for the signed file route; null where a bucket serves its files itself. */
  pathOf(key: string): string | null;
  /** Throws when the storage cannot be used. */
  check(): Promise<void>;
};

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

/** Folder storage under `DATA_DIR/files`; its signed addresses lead to this application's own /files route. */
function folderStorage(config: StorageConfig): Storage {
  const root = resolve(config.DATA_DIR, 'files');
  const disk = new Disk(
    new FSDriver({
      location: root,
      visibility: 'private',
      urlBuilder: {
        async generateSignedURL(key, _path, options) {
          const grant = {
            key,
            filename: String(options.filename),
            contentType: options.contentType ?? 'application/octet-stream',
            download: options.download === true,
            expiresAt: Date.now() + Number(options.expiresIn) * 1000,
          };
          return `/files/${signFileGrant(grant, resolveSessionSecret(config))}`;
        },
      },
    }),
  );
  const pathOf = (key: string) => join(root, key);
  return {
    kind: 'folder',
    pathOf,
    async put(key, sourcePath) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true });
      await copyDurably(sourcePath, target);
    },
    async localCopy(key) {
      await stat(pathOf(key));
      return { path: pathOf(key), release: async () => {} };
    },
    remove: (key) => disk.delete(key),
    signedUrl: (key, options) =>
      disk.getSignedUrl(key, {
        expiresIn: options.expiresInSeconds,
        contentType: options.contentType,
        filename: options.filename,
        download: options.download,
      }),
    async check() {
      await mkdir(root, { recursive: true });
      const probe = join(root, `.probe-${v7()}`);
      await (await open(probe, 'w')).close();
      await rm(probe);
    },
  };
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

async function bucketStorage(config: StorageConfig, bucket: string): Promise<Storage> {
  const { S3Driver } = await import('flydrive/drivers/s3');
  const disk = new Disk(
    new S3Driver({
      bucket,
      visibility: 'private',
      supportsACL: false,
      region: config.S3_REGION ?? 'auto',
      ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT, forcePathStyle: true } : {}),
      ...(config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY
        ? { credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY } }
        : {}),
    }),
  );
  const temporary = resolve(config.DATA_DIR, 'tmp');
  return {
    kind: 's3',
    pathOf: () => null,
    put: async (key, sourcePath, contentType) =>
      disk.putStream(key, createReadStream(sourcePath), { contentType, contentLength: (await stat(sourcePath)).size }),
    async localCopy(key) {
      await mkdir(temporary, { recursive: true });
      const path = join(temporary, v7());
      await pipeline(await disk.getStream(key), createWriteStream(path));
      return { path, release: () => rm(path, { force: true }) };
    },
    remove: (key) => disk.delete(key),
    signedUrl: (key, options) =>
      disk.getSignedUrl(key, {
        expiresIn: options.expiresInSeconds,
        contentType: options.contentType,
        contentDisposition: contentDisposition(options.filename, options.download),
      }),
    check: async () => void (await disk.exists('.probe')),
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
