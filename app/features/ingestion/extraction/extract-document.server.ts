import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

import { lowerPriority } from '#app/platform/lower-priority.ts';
import { FRAME_FD, MAX_PASSAGES, type ChildTask } from './child-protocol.ts';
import { DEFAULT_LIMITS, type DocumentSummary, type ExtractedPage, type ExtractionLimits, type Passage } from './extracted-document.ts';
import { ExtractionError, extractionMessage, type ExtractionDetail, type ExtractionErrorCode } from './extraction-error.ts';
import { ForeignFrame, readFrames } from './read-frames.ts';
import { watchRss } from './watch-child.ts';

export type ExtractionProgress = { done: number; total: number };

export type ExtractDocumentInput = {
  /** A local file. */
  path: string;
  kind: DocumentKind;
  limits?: Partial<ExtractionLimits> | undefined;
  /** Called now and then while pages are read. */
  onPage?: (progress: ExtractionProgress) => void;
  signal?: AbortSignal;
};

/** Takes what was read, batch by batch and in order: all pages, then all passages. While a batch is taken nothing more is received. */
export type DocumentSink = {
  pages(batch: ExtractedPage[]): Promise<void>;
  passages(batch: Passage[]): Promise<void>;
};

const MB = 1_048_576;
// The bundle lives in build/server, the source does not move: found from the working directory.
const KIND = 'app/features/documents/kind';
const SOURCE = 'app/features/ingestion/extraction';

async function startChild(task: ChildTask): Promise<ChildProcess> {
  const root = await realpath(process.cwd());
  // Node checks the resolved path, so a linked node_modules counts by its target.
  const modules = path.join(root, 'node_modules');
  const readable = [
    path.join(root, SOURCE, '*'),
    path.join(root, KIND, '*'),
    path.join(modules, '*'),
    path.join(await realpath(modules), '*'),
    path.join(root, 'package.json'),
    task.path,
  ];
  const flags = [
    `--max-old-space-size=${Math.max(64, Math.floor(task.limits.maxRssMb * 0.75))}`,
    '--permission',
    '--allow-worker',
    ...readable.map((entry) => `--allow-fs-read=${entry}`),
    '--no-warnings',
  ];
  const child = spawn(process.execPath, [...flags, path.join(root, SOURCE, 'extract-child.ts'), JSON.stringify(task)], {
    cwd: root,
    // Nothing is inherited: no secret can leak into, or out of, a parser of foreign files.
    env: { NODE_ENV: 'production', TZ: 'UTC', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  lowerPriority(child.pid);
  return child;
}

/** Runs the child and rejects once it is gone: no process outlives its call. `kill` ends it with the error to reject with. */
function superviseChild(child: ChildProcess, limits: ExtractionLimits, tooLarge: () => Error) {
  let reason: { error: unknown } | undefined;
  let stderr = '';
  const kill = (error: unknown) => {
    reason ??= { error };
    child.kill('SIGKILL');
  };
  const watch = child.pid ? watchRss(child.pid, limits.maxRssMb * MB, () => kill(tooLarge())) : undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text.slice(-4000)).slice(-4000);
  });
  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      kill(new Error(`The extraction process failed: ${error.message}. Try again.`, { cause: error }));
      // A child that never started emits no close.
      if (child.pid === undefined) resolve();
    });
    child.on('close', (code, signal) => {
      // SIGABRT is V8 giving up at --max-old-space-size; an unasked SIGKILL is the child's
      // own watchdog or the system's out-of-memory killer.
      const outOfMemory =
        signal === 'SIGABRT' ||
        code === 134 ||
        /heap out of memory|Allocation failed/.test(stderr) ||
        (signal === 'SIGKILL' && (watch?.peakRss() ?? 0) > limits.maxRssMb * MB * 0.8);
      reason ??= { error: outOfMemory ? tooLarge() : new Error(`The extraction process ended early (${signal ?? `code ${code}`}). Try again.`, { cause: stderr }) };
      resolve();
    });
  }).finally(() => watch?.stop());
  return { kill, gone, reason: () => reason };
}

/**
 * Reads a document in a process of its own, held to a wall time and a resident memory limit (C1, C8, E7), and hands its pages and
 * passages to `sink`. All work on the text is done there; here arrive bounded, checked batches. Throws `ExtractionError` for what no
 * retry can cure, the signal's reason when aborted, what the sink throws, and a plain `Error` (worth a retry) when the child could
 * not be started or crashed.
 */
export async function extractDocument(input: ExtractDocumentInput, sink: DocumentSink): Promise<DocumentSummary> {
  const limits: ExtractionLimits = { ...DEFAULT_LIMITS, ...input.limits };
  input.signal?.throwIfAborted();
  const file = await realpath(input.path);
  const failure = (code: ExtractionErrorCode, detail?: ExtractionDetail, cause?: string) => new ExtractionError(code, extractionMessage(code, limits, detail), cause ? { cause } : undefined);
  if ((await stat(file)).size === 0) throw failure('empty-file');

  const child = await startChild({ path: file, kind: input.kind, limits });
  const { kill, gone, reason } = superviseChild(child, limits, () => failure('too-large'));
  const startTimer = () => setTimeout(() => kill(failure('timed-out')), limits.timeoutMs);
  let timer = startTimer();
  const onAbort = () => kill(input.signal?.reason);
  input.signal?.addEventListener('abort', onAbort, { once: true });
  if (input.signal?.aborted) onAbort();

  let summary: DocumentSummary | undefined;
  try {
    const taken = { pages: 0, chars: 0, passages: 0 };
    let handingOver = false;
    const check = (fits: boolean) => {
      if (!fits) throw new ForeignFrame('More was sent than was asked for, or in another order.');
    };
    for await (const frame of readFrames(child.stdio[FRAME_FD] as Readable)) {
      if (reason()) break;
      if (frame.type === 'failed') throw failure(frame.code, frame.detail, frame.cause);
      check(handingOver ? frame.type !== 'progress' && frame.type !== 'read' : frame.type === 'progress' || frame.type === 'read');
      if (frame.type === 'progress') input.onPage?.({ done: frame.done, total: frame.total });
      handingOver ||= frame.type === 'read';
      // The work is done: the pace is that of storing now, and the time limit holds for each further frame alone.
      if (handingOver) clearTimeout(timer);
      if (frame.type === 'pages') {
        for (const page of frame.pages) {
          taken.pages += 1;
          taken.chars += page.text.length;
          check(page.number === taken.pages);
        }
        check(taken.pages <= limits.maxPages && taken.chars <= limits.maxChars);
        await sink.pages(frame.pages);
      } else if (frame.type === 'passages') {
        for (const passage of frame.passages) check(passage.ordinal === taken.passages++);
        check(taken.passages <= MAX_PASSAGES);
        await sink.passages(frame.passages);
      } else if (frame.type === 'done') {
        const { type: _, title, ...rest } = frame;
        summary = { ...rest, passageCount: taken.passages, ...(title ? { title } : {}) };
        break;
      }
      if (handingOver) timer = startTimer();
    }
    if (summary) kill(undefined);
  } catch (error) {
    kill(error instanceof ForeignFrame ? failure('damaged', undefined, error.message) : error);
  } finally {
    await gone;
    clearTimeout(timer);
    input.signal?.removeEventListener('abort', onAbort);
  }
  const ended = reason();
  if (summary && ended?.error === undefined) return summary;
  throw ended?.error;
}
