import { fork, type ChildProcess } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { lowerPriority } from '#app/platform/lower-priority.ts';
import type { ChildMessage, ChildTask } from './child-protocol.ts';
import {
  DEFAULT_LIMITS,
  type DocumentKind,
  type ExtractedDocument,
  type ExtractedPage,
  type ExtractionLimits,
} from './extracted-document.ts';
import { ExtractionError, extractionMessage, type ExtractionErrorCode } from './extraction-error.ts';
import { removeRunningLines } from './remove-running-lines.ts';
import { watchRss } from './watch-child.ts';

export type ExtractionProgress = { done: number; total: number };

export type ExtractDocumentInput = {
  /** A local file. */
  path: string;
  kind: DocumentKind;
  limits?: Partial<ExtractionLimits>;
  /** Called after each batch of pages. */
  onPage?: (progress: ExtractionProgress) => void;
  signal?: AbortSignal;
};

const MB = 1_048_576;
// The bundle lives in build/server, the source does not move: found from the working directory.
const SOURCE = 'app/features/documents/extraction';

async function startChild(file: string, limits: ExtractionLimits): Promise<ChildProcess> {
  const root = await realpath(process.cwd());
  // Node checks the resolved path, so a linked node_modules counts by its target.
  const modules = path.join(root, 'node_modules');
  const readable = [
    path.join(root, SOURCE, '*'),
    path.join(modules, '*'),
    path.join(await realpath(modules), '*'),
    path.join(root, 'package.json'),
    file,
  ];
  const child = fork(path.join(root, SOURCE, 'extract-child.ts'), [], {
    cwd: root,
    // Nothing is inherited: no secret can leak into, or out of, a parser of foreign files.
    env: { NODE_ENV: 'production', TZ: 'UTC', LANG: 'C.UTF-8' },
    execArgv: [
      `--max-old-space-size=${Math.max(64, Math.floor(limits.maxRssMb * 0.75))}`,
      '--permission',
      '--allow-worker',
      ...readable.map((entry) => `--allow-fs-read=${entry}`),
      '--no-warnings',
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  lowerPriority(child.pid);
  return child;
}

function describeGaps(pages: ExtractedPage[]): string[] {
  const broken = pages.filter((page) => page.error).map((page) => page.number);
  const empty = pages.filter((page) => !page.hasText && !page.error).map((page) => page.number);
  const pageCount = pages.length;
  const warnings: string[] = [];
  const pageList = (numbers: number[]) =>
    `page${numbers.length === 1 ? '' : 's'} ${numbers.slice(0, 20).join(', ')}${numbers.length > 20 ? ' …' : ''}`;
  if (empty.length > 0) {
    warnings.push(
      `${empty.length} of ${pageCount} pages ${empty.length === 1 ? 'has' : 'have'} no text (${pageList(empty)}). If they were scanned, run text recognition (OCR) and upload the document again.`,
    );
  }
  if (broken.length > 0) {
    warnings.push(
      `${broken.length} of ${pageCount} pages could not be read (${pageList(broken)}). Export the document again and upload the new file.`,
    );
  }
  return warnings;
}

/**
 * Reads the text of a document page by page in a forked process held to a wall time and a
 * resident memory limit (C1, C8, E7). Throws `ExtractionError` for what no retry can cure,
 * the signal's reason when aborted, and a plain `Error` (worth a retry) when the child
 * could not be started or crashed.
 */
export async function extractDocument(input: ExtractDocumentInput): Promise<ExtractedDocument> {
  const limits: ExtractionLimits = { ...DEFAULT_LIMITS, ...input.limits };
  input.signal?.throwIfAborted();
  const file = await realpath(input.path);
  const failure = (code: ExtractionErrorCode, detail?: { pages?: number; chars?: boolean; cause?: string }) =>
    new ExtractionError(code, extractionMessage(code, limits, detail), detail?.cause ? { cause: detail.cause } : undefined);
  if ((await stat(file)).size === 0) throw failure('empty-file');

  const pages: ExtractedPage[] = [];
  const child = await startChild(file, limits);
  const end = await new Promise<Extract<ChildMessage, { type: 'done' }>>((resolve, reject) => {
    let outcome: (() => void) | undefined;
    let stderr = '';
    const settle = (next: () => void) => {
      if (outcome) return;
      outcome = next;
      child.kill('SIGKILL');
      // A child that never started emits no exit.
      if (child.pid === undefined) finish();
    };
    const watch = child.pid
      ? watchRss(child.pid, limits.maxRssMb * MB, () => settle(() => reject(failure('too-large'))))
      : undefined;
    const timer = setTimeout(() => settle(() => reject(failure('timed-out'))), limits.timeoutMs);
    const onAbort = () => settle(() => reject(input.signal?.reason));
    input.signal?.addEventListener('abort', onAbort, { once: true });
    // The promise settles only once the child is gone: no process outlives its call.
    const finish = () => {
      clearTimeout(timer);
      watch?.stop();
      input.signal?.removeEventListener('abort', onAbort);
      outcome?.();
    };

    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-4000);
    });
    child.on('error', (error) =>
      settle(() => reject(new Error(`The extraction process failed: ${error.message}. Try again.`, { cause: error }))),
    );
    child.on('message', (message: ChildMessage) => {
      if (outcome) return;
      if (message.type === 'pages') {
        pages.push(...message.pages);
        try {
          input.onPage?.({ done: pages.length, total: Math.max(message.total, pages.length) });
        } catch (error) {
          settle(() => reject(error));
        }
      } else if (message.type === 'failed') {
        settle(() => reject(failure(message.code, message)));
      } else {
        settle(() => resolve(message));
      }
    });
    child.on('close', (code, signal) => {
      // SIGABRT is V8 giving up at --max-old-space-size; an unasked SIGKILL is the child's
      // own watchdog or the system's out-of-memory killer.
      const outOfMemory =
        signal === 'SIGABRT' ||
        code === 134 ||
        /heap out of memory|Allocation failed/.test(stderr) ||
        (signal === 'SIGKILL' && (watch?.peakRss() ?? 0) > limits.maxRssMb * MB * 0.8);
      outcome ??= () =>
        reject(
          outOfMemory
            ? failure('too-large')
            : new Error(`The extraction process ended early (${signal ?? `code ${code}`}). Try again.`, { cause: stderr }),
        );
      finish();
    });
    if (input.signal?.aborted) onAbort();
    const task: ChildTask = { path: file, kind: input.kind, limits };
    child.send(task, (error) => {
      if (error) settle(() => reject(new Error(`The extraction process could not be reached: ${error.message}. Try again.`)));
    });
  });

  const cleaned = removeRunningLines(pages);
  return {
    pages: cleaned,
    pageCount: end.pageCount,
    emptyPages: cleaned.filter((page) => !page.hasText).map((page) => page.number),
    ...(end.title ? { title: end.title } : {}),
    warnings: [...end.warnings, ...describeGaps(cleaned)],
  };
}
