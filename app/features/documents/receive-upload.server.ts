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

export type ReceivedUpload = {
  fields: Record<string, string | string[]>;
  file: { path: string; filename: string; sizeBytes: number; sha256: string } | null;
  /** Removes the spooled file. */
  discard(): Promise<void>;
};

type ReceiveOptions = { maxBytes: number; dataDir: string };

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
  const discard = () => rm(path, { force: true });
  try {
    const received = await parseMultipart(request.body, contentType, path, options.maxBytes);
    return { ...received, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

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

function parserOf(contentType: string, maxBytes: number) {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { fileSize: maxBytes, files: 1, fields: 100, fieldSize: 10_000, parts: 102 },
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
  maxBytes: number,
): Promise<Omit<ReceivedUpload, 'discard'>> {
  const fields: ReceivedUpload['fields'] = {};
  let file: ReceivedUpload['file'] = null;
  let writing: Promise<void> = Promise.resolve();
  let refused: AppError | undefined;
  const parser = parserOf(contentType, maxBytes);
  // More than one may come, the last after the pipeline has ended by the first.
  parser.on('error', () => {});

  parser.on('field', (name, value) => {
    const former = fields[name];
    fields[name] = former === undefined ? value : [...(Array.isArray(former) ? former : [former]), value];
  });
  parser.on(
    'filesLimit',
    () =>
      (refused ??= new AppError('invalid-input', 'file: Send one file at a time.', {
        fields: [{ field: 'file', message: 'Send one file at a time.' }],
      })),
  );
  parser.on('file', (name, stream, info) => {
    if (name !== 'file') return void stream.resume();
    const hash = createHash('sha256');
    let sizeBytes = 0;
    stream.on(
      'limit',
      () =>
        (refused = new AppError(
          'too-large',
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
    writing = pipeline(stream, measure, createWriteStream(path, { flush: true })).then(() => {
      file = { path, filename: info.filename || 'document', sizeBytes, sha256: hash.digest('hex') };
    });
    // Awaited below; without a listener a failing disk would be an unhandled rejection first.
    writing.catch(() => {});
  });

  try {
    await pipeline(Readable.fromWeb(body as NodeReadableStream<Uint8Array>), inTurns, parser);
  } catch (cause) {
    await writing.catch(() => {});
    if (cause instanceof AppError) throw cause;
    throw malformed(cause);
  }
  await writing;
  if (refused) throw refused;
  return { fields, file };
}
