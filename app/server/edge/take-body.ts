import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler, Response } from 'express';
import { MAX_UPLOAD_BYTES } from '#app/features/documents/upload/upload-limit.ts';
import { MAX_IMPORT_BYTES } from '#app/features/onboarding/import/import-limits.ts';
import { AppError } from '#app/platform/errors.ts';
import { MAX_BODY_BYTES, tooLarge } from '#app/platform/request/read-body.ts';
import { requestContext } from '#app/platform/request-context.ts';
import { tooSlow, type LeastRate } from './least-rate.ts';
import { hasBody } from './linger.ts';

/** Bytes of a multipart body beside its file: the other fields and what stands between the parts. */
const MULTIPART_OVERHEAD = 1024 * 1024;
/** A call of the job server brings the results of all steps so far; ours are numbers and ids, a few KiB. */
const MAX_JOB_BYTES = 4 * 1024 * 1024;

/** A file of houses. */
const MAX_TABLE_BYTES = MAX_IMPORT_BYTES + 64 * 1024;
const TAKES_TABLES = 'routes/developer.units.import';

/** Held against the table of permissions by a test. */
export const TAKES_FILES: ReadonlySet<string> = new Set([
  'routes/api.documents._index',
  'routes/api.documents.$documentId.versions',
  'routes/developer.documents._index',
  'routes/developer.documents.$documentId',
  'routes/api.defects',
  'routes/home.care.report',
  TAKES_TABLES,
]);

/** Of a longer body: the least rate. */
type Pace = LeastRate & {
  /** A body that brings no byte for so long is given up. */
  idleMs: number;
  /** A body of at most 64 KiB must be here by then. */
  wholeMs: number;
};

/**
 * A slow line brings 4 KB/s, and stalls at times; less than 1 KiB/s over half a minute is nobody who wants to get
 * through.
 */
export const PACE: Pace = { idleMs: 15_000, wholeMs: 60_000, windowMs: 30_000, windowBytes: 30 * 1024 };

const bodies = new WeakMap<Request, Buffer | ReadableStream<Uint8Array>>();
const waiting = new WeakSet<object>();

/**
 * Marks a request whose client asked (`Expect: 100-continue`) whether to send its body: it is told to only when
 * somebody reads it.
 */
export const awaitContinue = (request: object): void => void waiting.add(request);

/** What a route may read of `request`: a small body whole, another one as it comes; undefined when it has none. */
export const bodyOf = (request: Request): Buffer | ReadableStream<Uint8Array> | undefined => bodies.get(request);

/**
 * Counts every body at the edge (E8), before a route sees it: 413 over the limit of its route, at once when
 * Content-Length says so; 415 for an encoding, 408 for a client that stalls. What is small is taken here whole, so that
 * no route can leave it unread; files and the job server's calls flow on through a counter.
 */
export function takeBody(pace: Pace = PACE): RequestHandler {
  return (request, response, next) => {
    if (!hasBody(request)) return next();
    const limit = limitOf(request);
    const encoding = request.headers['content-encoding'] ?? 'identity';
    const transfer = request.headers['transfer-encoding'] ?? 'chunked';
    if (!/^\s*identity\s*$/i.test(encoding) || !/^\s*chunked\s*$/i.test(transfer)) {
      return next(new AppError('unsupported-media-type', 'Send the body as it is, without a Content-Encoding.'));
    }
    if (Number(request.headers['content-length'] ?? 0) > limit) return next(tooLarge(limit));
    if (limit > MAX_BODY_BYTES) {
      bodies.set(request, flowing(request, response, limit, pace));
      return next();
    }
    goOn(request, response);
    // The request's events do not come in its context.
    const inContext = AsyncLocalStorage.snapshot();
    takeWhole(request, limit, pace, (error, body) => {
      if (body) bodies.set(request, body);
      inContext(() => next(error));
    });
  };
}

function limitOf(request: Request): number {
  const route = requestContext()?.route ?? '';
  if (route === 'routes/api.inngest') return MAX_JOB_BYTES;
  const isUpload = TAKES_FILES.has(route) && request.method === 'POST' && request.is('multipart/form-data');
  if (!isUpload) return MAX_BODY_BYTES;
  return route === TAKES_TABLES ? MAX_TABLE_BYTES : MAX_UPLOAD_BYTES + MULTIPART_OVERHEAD;
}

function goOn(request: Request, response: Response): void {
  if (waiting.delete(request)) response.writeContinue();
}

const stalled = () =>
  new AppError('request-timeout', 'What you sent did not arrive in time. Check your connection and send it again.');

function takeWhole(
  request: Request,
  limit: number,
  { idleMs, wholeMs }: Pace,
  done: (error?: AppError, body?: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (error?: AppError) => {
    clearTimeout(whole);
    clearTimeout(idle);
    request.off('data', take).off('end', end).off('close', gone);
    if (error) request.pause();
    done(error, error ? undefined : Buffer.concat(chunks, size));
  };
  const late = () => finish(stalled());
  const whole = setTimeout(late, wholeMs);
  const idle = setTimeout(late, idleMs);
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) return finish(tooLarge(limit));
    chunks.push(chunk);
    idle.refresh();
  };
  const end = () => finish();
  // Nobody is left to be answered.
  const gone = () => {
    if (!request.complete)
      finish(new AppError('bad-request', 'What you sent broke off before its end. Send it again.'));
  };
  request.on('data', take).once('end', end).once('close', gone);
}

/**
 * The body as it comes and as it is asked for; it fails with an AppError over `limit` or when its sender stalls or
 * drips.
 */
function flowing(request: Request, response: Response, limit: number, pace: Pace): ReadableStream<Uint8Array> {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let wake = () => {};
  let size = 0;
  let idle: NodeJS.Timeout | undefined;
  let askedAt = 0;
  const isTooSlow = tooSlow(pace);
  const stop = () => {
    clearTimeout(idle);
    request.off('data', take).off('end', end).off('close', gone).pause();
    wake();
  };
  const fail = (error: AppError) => {
    stop();
    controller.error(error);
  };
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) return fail(tooLarge(limit));
    if (isTooSlow(chunk.length, performance.now() - askedAt)) return fail(stalled());
    clearTimeout(idle);
    request.pause();
    controller.enqueue(chunk);
    wake();
  };
  const end = () => {
    stop();
    controller.close();
  };
  const gone = () => fail(new AppError('bad-request', 'What you sent broke off before its end. Send it again.'));
  return new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
        request.pause();
        request.on('data', take).once('end', end).once('close', gone);
      },
      pull() {
        goOn(request, response);
        askedAt = performance.now();
        idle = setTimeout(() => fail(stalled()), pace.idleMs);
        return new Promise((resolve) => {
          wake = resolve;
          request.resume();
        });
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}
