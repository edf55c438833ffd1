import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import { realpath, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

import { FRAME_FD, MAX_PASSAGES } from './process/child-protocol.ts';
import {
  DEFAULT_LIMITS,
  type DocumentSummary,
  type ExtractedPage,
  type ExtractionLimits,
  type Passage,
} from './extracted-document.ts';
import {
  ExtractionError,
  extractionMessage,
  type ExtractionDetail,
  type ExtractionErrorCode,
} from './extraction-error.ts';
import { ForeignFrame, readFrames, type ChildFrame } from './process/read-frames.ts';
import { startChild } from './process/start-child.ts';
import { superviseChild } from './process/supervise-child.ts';

export type ExtractionProgress = { done: number; total: number };

export type ExtractDocumentInput = {
  /** A local file. */
  path: string;
  kind: DocumentKind;
  limits?: Partial<ExtractionLimits> | undefined;
  /** A local file of what text recognition has read so far, a line of JSON for each page. */
  recognised?: string | undefined;
  /** Called now and then while pages are read. */
  onPage?: (progress: ExtractionProgress) => void;
  signal?: AbortSignal;
};

/**
 * Takes what was read, batch by batch and in order: all pages, then all passages. While a batch is taken nothing more
 * is received.
 */
export type DocumentSink = {
  pages(batch: ExtractedPage[]): Promise<void>;
  passages(batch: Passage[]): Promise<void>;
};

/**
 * Reads a document in a process of its own, held to a wall time and a resident memory limit (C1, C8, E7), and hands its
 * pages and passages to `sink`. All work on the text is done there; here arrive bounded, checked batches. Throws
 * `ExtractionError` for what no retry can cure, the signal's reason when aborted, what the sink throws, and a plain
 * `Error` (worth a retry) when the child could not be started or crashed. `start` starts the child.
 */
export async function extractDocument(
  input: ExtractDocumentInput,
  sink: DocumentSink,
  start: typeof startChild = startChild,
): Promise<DocumentSummary> {
  const limits: ExtractionLimits = { ...DEFAULT_LIMITS, ...input.limits };
  input.signal?.throwIfAborted();
  const file = await realpath(input.path);
  const failure = (code: ExtractionErrorCode, detail?: ExtractionDetail, cause?: string) =>
    new ExtractionError(code, extractionMessage(code, input.kind, limits, detail), cause ? { cause } : undefined);
  if ((await stat(file)).size === 0) throw failure('empty-file');

  const recognised = input.recognised && (await realpath(input.recognised));
  const child = await start({ path: file, kind: input.kind, limits, ...(recognised ? { recognised } : {}) });
  const { kill, dismiss, killed, gone } = superviseChild(child, limits, () => failure('too-large'));
  const startTimer = () => setTimeout(() => kill(failure('timed-out')), limits.timeoutMs);
  let timer = startTimer();
  const onAbort = () => kill(input.signal?.reason);
  input.signal?.addEventListener('abort', onAbort, { once: true });
  if (input.signal?.aborted) onAbort();

  let summary: DocumentSummary | undefined;
  let end: Error;
  try {
    const taken = { pages: 0, chars: 0, passages: 0 };
    let handingOver = false;
    for await (const frame of readFrames(child.stdio[FRAME_FD] as Readable)) {
      if (killed()) break;
      if (frame.type === 'failed') throw failure(frame.code, frame.detail, frame.cause);
      check(
        handingOver
          ? frame.type !== 'progress' && frame.type !== 'read'
          : frame.type === 'progress' || frame.type === 'read',
      );
      if (frame.type === 'progress') input.onPage?.({ done: frame.done, total: frame.total });
      handingOver ||= frame.type === 'read';
      // The work is done: the pace is that of storing now, and the time limit holds for each further frame alone.
      if (handingOver) clearTimeout(timer);
      if (frame.type === 'pages') await sink.pages(checkedPages(frame, taken, limits));
      else if (frame.type === 'passages') await sink.passages(checkedPassages(frame, taken));
      else if (frame.type === 'done') {
        summary = checkedSummary(frame, taken);
        break;
      }
      if (handingOver) timer = startTimer();
    }
    if (summary) dismiss();
  } catch (error) {
    kill(error instanceof ForeignFrame ? failure('damaged', undefined, error.message) : error);
  } finally {
    end = await gone;
    clearTimeout(timer);
    input.signal?.removeEventListener('abort', onAbort);
  }
  const ended = killed();
  if (ended) throw ended.error;
  if (!summary) throw end;
  return summary;
}

type FrameOf<Type extends ChildFrame['type']> = Extract<ChildFrame, { type: Type }>;

/** What has come of a document so far. */
type Taken = { pages: number; chars: number; passages: number };

function check(fits: boolean): void {
  if (!fits) throw new ForeignFrame('More was sent than was asked for, or in another order.');
}

function checkedPages({ pages }: FrameOf<'pages'>, taken: Taken, limits: ExtractionLimits): ExtractedPage[] {
  for (const page of pages) {
    taken.pages += 1;
    taken.chars += page.text.length;
    check(page.number === taken.pages);
  }
  check(taken.pages <= limits.maxPages && taken.chars <= limits.maxChars);
  return pages;
}

function checkedPassages({ passages }: FrameOf<'passages'>, taken: Taken): Passage[] {
  for (const { ordinal, page, lastPage = page } of passages)
    check(ordinal === taken.passages++ && page <= taken.pages && lastPage >= page && lastPage <= taken.pages);
  check(taken.passages <= MAX_PASSAGES);
  return passages;
}

function checkedSummary(frame: FrameOf<'done'>, taken: Taken): DocumentSummary {
  const { type: _, title, sketch, ...rest } = frame;
  check(
    // A document of scans has none before its pages are recognised.
    (taken.passages > 0 || rest.waitingPages.length > 0) &&
      rest.pageCount === taken.pages &&
      [rest.emptyPages, rest.scannedPages, rest.waitingPages].flat().every((page) => page <= taken.pages),
  );
  return { ...rest, passageCount: taken.passages, ...(title ? { title } : {}), ...(sketch ? { sketch } : {}) };
}
