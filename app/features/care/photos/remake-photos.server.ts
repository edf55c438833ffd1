import { spawn } from 'node:child_process';
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import PQueue from 'p-queue';
import { z } from 'zod';
import { watchRss } from '#app/features/ingestion/extraction/process/watch-child.ts';
import { AppError } from '#app/platform/errors.ts';
import { lowerPriority } from '#app/platform/lower-priority.ts';
import { KEPT_SIDE, MAX_MEGAPIXELS } from './photo-limits.ts';
import type { PhotoTask } from './photo-protocol.ts';

export type Photo = { width: number; height: number; sizeBytes: number };
type Sent = { path: string; filename: string };

/** Bytes by which a picture is known. */
const HEAD = 4_100;
const MAX_RSS_MB = 700;
const TIMEOUT_MS = 45_000;
/** Reports whose photos are made anew at a time; others wait their turn. */
const AT_ONCE = 2;

const turns = new PQueue({ concurrency: AT_ONCE });

// The bundle lives in build/server, the source does not move: found from the working directory.
const CHILD = 'app/features/care/photos/photo-child.ts';
const NO_NETWORK = 'app/features/ingestion/extraction/child/no-network.ts';

const line = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    width: z.int().min(1).max(KEPT_SIDE),
    height: z.int().min(1).max(KEPT_SIDE),
    sizeBytes: z.int().min(1).max(20_000_000),
  }),
  z.strictObject({
    ok: z.literal(false),
    why: z.enum(['too-many-pixels', 'unreadable']),
    megapixels: z.number().optional(),
  }),
]);

/**
 * Checks photos by their content and makes each anew as a JPEG at `to`, without what it says of place and telephone, in
 * a process of its own with limits of memory and time (E7). Throws AppError: 415 for what is no photo that we read, 422
 * for one that is too large or damaged; each says which photo and what to do.
 */
export async function remakePhotos(sent: readonly Sent[], to: readonly string[]): Promise<Photo[]> {
  for (const photo of sent) await assertPhoto(photo);
  if (sent.length === 0) return [];
  const task: PhotoTask = {
    photos: sent.map((photo, index) => ({ from: photo.path, to: to[index] ?? '' })),
    maxMegapixels: MAX_MEGAPIXELS,
    keptSide: KEPT_SIDE,
    deadlineMs: TIMEOUT_MS,
  };
  const lines = await turns.add(() => runChild(task));
  return sent.map((photo, index) => {
    const answer = lines[index];
    if (answer?.ok) return answer;
    throw refused(photo, answer?.why === 'too-many-pixels' ? tooManyPixels(answer.megapixels) : DAMAGED);
  });
}

const DAMAGED =
  'cannot be read: it is damaged, or so detailed that decoding it took too long. Open it on your telephone, make a ' +
  'screenshot or a new photo, and choose that.';

const tooManyPixels = (megapixels = MAX_MEGAPIXELS + 1) =>
  `has ${megapixels} megapixels, and at most ${MAX_MEGAPIXELS} are read. Take it again with the usual resolution of ` +
  'your camera (12 megapixels are plenty), or crop it to what matters.';

/** By what it holds, whatever its name and what the browser says of it. */
async function assertPhoto(photo: Sent): Promise<void> {
  const type = await fileTypeFromBuffer(await readHead(photo.path));
  if (type && ['image/jpeg', 'image/png', 'image/webp'].includes(type.mime)) return;
  if (type && /^image\/(heic|heif)/.test(type.mime))
    throw notAPhoto(
      photo,
      'is in the format HEIC, which we do not read. On an iPhone choose it from Photos again and let it be sent as ' +
        '“Most compatible”, or set Settings › Camera › Formats to “Most compatible” and take it again.',
    );
  throw notAPhoto(photo, 'is no photo. Choose pictures in the format JPEG, PNG or WebP.');
}

async function readHead(file: string): Promise<Buffer> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}

const named = ({ filename }: Sent) => `“${filename.slice(0, 80)}”`;
const notAPhoto = (photo: Sent, message: string) => {
  const text = `${named(photo)} ${message}`;
  return new AppError('unsupported-media-type', text, { fields: [{ field: 'photos', message: text }] });
};
const refused = (photo: Sent, message: string) => {
  const text = `${named(photo)} ${message}`;
  return new AppError('invalid-input', text, { fields: [{ field: 'photos', message: text }] });
};

/** What the process said, as far as it came. */
async function runChild(task: PhotoTask): Promise<z.output<typeof line>[]> {
  const root = await realpath(process.cwd());
  const modules = path.join(root, 'node_modules');
  const readable = [
    path.join(root, 'app/features/care/photos/*'),
    path.join(root, NO_NETWORK),
    path.join(root, 'package.json'),
    ...[modules, await realpath(modules)].flatMap((folder) =>
      ['sharp/*', '@img/*', 'detect-libc/*', 'semver/*'].map((name) => path.join(folder, name)),
    ),
    ...task.photos.flatMap(({ from, to }) => [from, to]),
  ];
  const flags = [
    '--permission',
    '--allow-addons',
    ...readable.map((file) => `--allow-fs-read=${file}`),
    '--no-warnings',
    `--import=${path.join(root, NO_NETWORK)}`,
  ];
  const child = spawn(process.execPath, [...flags, path.join(root, CHILD), JSON.stringify(task)], {
    cwd: root,
    // Nothing is inherited: no secret can leak into a decoder of foreign files.
    env: { NODE_ENV: 'production', TZ: 'UTC', LANG: 'C.UTF-8', VIPS_BLOCK_UNTRUSTED: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  lowerPriority(child.pid);
  const end = () => void child.kill('SIGKILL');
  const watch = child.pid ? watchRss(child.pid, MAX_RSS_MB * 1024 * 1024, end) : undefined;
  const timer = setTimeout(end, TIMEOUT_MS);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    said += part;
    if (said.length > 10_000) end();
  });
  try {
    await new Promise<void>((done, fail) => child.once('error', fail).once('close', () => done()));
  } finally {
    clearTimeout(timer);
    watch?.stop();
  }
  return said
    .split('\n')
    .slice(0, -1)
    .flatMap((text) => {
      try {
        return [line.parse(JSON.parse(text))];
      } catch {
        return [];
      }
    });
}
