import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable, Transform } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { v7 } from 'uuid';
import { AppError } from '#app/platform/errors.ts';
import { createTurnstile } from '#app/platform/take-turns.ts';

export type ReceivedFile = { path: string; filename: string; sizeBytes: number; sha256: string };

export type ReceivedUpload = {
  fields: Record<string, string | string[]>;
  /** The first of `files`. */
  file: ReceivedFile | null;
  files: ReceivedFile[];
  refused?: AppError | undefined;
  /** Removes the spooled files. */
  discard(): Promise<void>;
};

type ReceiveOptions = {
  /** Of each file. */
  maxBytes: number;
  dataDir: string;
  /**
   * In which field several files may come, how many, and what is said of more; default one in `file`. A choice of no
   * file is then none, and what is refused of the files is told in `refused`, beside the other fields.
   */
  several?: { field: string; most: number; tooMany: string; tooLarge: string };
};

/**
 * Spools a multipart body to disk as it arrives, never whole in memory. An over-long body is read to its end and thrown
 * away, so that the sender gets the 413 instead of a broken connection. Throws AppError: 415 for another content type,
 * 400 for a malformed body, 413 over `maxBytes`.
 */
export async function receiveUpload(request: Request, options: ReceiveOptions): Promise<ReceivedUpload> {
  const contentType = request.headers.get('Content-Type') ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType) || !request.body) {
    throw new AppError('unsupported-media-type', 'Send the file as multipart/form-data.');
  }
  const folder = resolve(options.dataDir, 'tmp');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `upload-${v7()}`);
  const discard = async () => {
    for (let index = 0; index < (options.several?.most ?? 1); index += 1)
      await rm(spoolPath(path, index), { force: true });
  };
  try {
    const received = await parseMultipart(request.body, contentType, path, options);
    return { ...received, file: received.files[0] ?? null, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** No file system keeps a longer name. */
const LONGEST_NAME = 255;

/** A file's name without its middle, where it is too long; its ending tells its kind. */
function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const ending = /\.[^./\\]{1,10}$/.exec(name.slice(-11))?.[0] ?? '';
  return `${name.slice(0, LONGEST_NAME - ending.length - 1).toWellFormed()}…${ending}`;
}

const spoolPath = (path: string, index: number) => (index === 0 ? path : `${path}-${index}`);

/**
 * A hand-over's thirty uploads at once would otherwise make every other request wait for thirty pieces in each round of
 * the event loop.
 */
const turn = createTurnstile();

async function* inTurns(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    await turn();
    yield piece;
  }
}

function parserOf(contentType: string, maxBytes: number, files: number) {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { fileSize: maxBytes, files, fields: 100, fieldSize: 20_000, parts: 102 + files },
    });
  } catch (cause) {
    throw malformed(cause);
  }
}

const malformed = (cause: unknown) =>
  new AppError('bad-request', 'The upload broke off or is malformed. Send it again.', { cause });

async function parseMultipart(
  body: ReadableStream<Uint8Array>,
  contentType: string,
  path: string,
  { maxBytes, several }: ReceiveOptions,
): Promise<Pick<ReceivedUpload, 'fields' | 'files' | 'refused'>> {
  const field = several?.field ?? 'file';
  const tooMany = several?.tooMany ?? 'Send one file at a time.';
  const fields: ReceivedUpload['fields'] = {};
  const files: ReceivedFile[] = [];
  const writing: Promise<void>[] = [];
  let refused: AppError | undefined;
  const parser = parserOf(contentType, maxBytes, several?.most ?? 1);
  // More than one may come, the last after the pipeline has ended by the first.
  parser.on('error', () => {});

  parser.on('field', (name, value) => {
    const former = fields[name];
    fields[name] = former === undefined ? value : [...(Array.isArray(former) ? former : [former]), value];
  });
  parser.on(
    'filesLimit',
    () =>
      (refused ??= new AppError('invalid-input', `${field}: ${tooMany}`, { fields: [{ field, message: tooMany }] })),
  );
  parser.on('file', (name, stream, info) => {
    if (name !== field || (several && !info.filename)) return void stream.resume();
    const index = writing.length;
    const hash = createHash('sha256');
    let sizeBytes = 0;
    stream.on(
      'limit',
      () =>
        (refused = new AppError(
          'too-large',
          several?.tooLarge ??
            `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB. Split it, or save it with smaller ` +
              'pictures, and upload it again.',
        )),
    );
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        done(null, chunk);
      },
    });
    const to = spoolPath(path, index);
    const written = pipeline(stream, measure, createWriteStream(to, { flush: true })).then(() => {
      files[index] = {
        path: to,
        filename: shortened(info.filename || 'document'),
        sizeBytes,
        sha256: hash.digest('hex'),
      };
    });
    // Awaited below; without a listener a failing disk would be an unhandled rejection first.
    written.catch(() => {});
    writing.push(written);
  });

  try {
    await pipeline(Readable.fromWeb(body as NodeReadableStream<Uint8Array>), inTurns, parser);
  } catch (cause) {
    await Promise.allSettled(writing);
    if (cause instanceof AppError) throw cause;
    throw malformed(cause);
  }
  await Promise.all(writing);
  if (refused && !several) throw refused;
  return { fields, files, refused };
}
