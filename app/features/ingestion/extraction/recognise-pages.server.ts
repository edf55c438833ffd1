import { realpath } from 'node:fs/promises';
import type { Readable } from 'node:stream';

import { FRAME_FD, type RecognitionTask } from './process/child-protocol.ts';
import type { ExtractedPage } from './extracted-document.ts';
import { ForeignFrame, readFrames } from './process/read-frames.ts';
import { startRecogniser } from './process/start-child.ts';
import { superviseChild } from './process/supervise-child.ts';

/**
 * For one page, wall time in milliseconds, and for the process, resident memory in megabytes, well above what
 * decision 33 measured.
 */
export const RECOGNITION_LIMITS: RecognitionTask['limits'] = { pageTimeoutMs: 60_000, maxRssMb: 800 };
/** How often a page is tried on which the process ended or took too long: the second time drawn coarsely. */
const TRIES = 2;

export type RecognitionInput = {
  /** A local PDF. */
  path: string;
  /** Numbers of pages, ascending. */
  pages: number[];
  languages: string[];
  limits?: Partial<RecognitionTask['limits']>;
  signal?: AbortSignal;
};

class PageLimit extends Error {}
class TooLarge extends PageLimit {}

/**
 * Recognises the text on pictures of pages in a process of its own (C10, E7) and hands each to `take` as soon as it is
 * read; while it is taken nothing more is received. A page that takes too long or too much memory, or on which the
 * process ends, is told as one without text, and the next one is read by a new process; `passing`: for what may be
 * otherwise another time. Throws the signal's reason when aborted, what `take` throws, and a plain `Error` (worth a
 * retry) when no process could be started.
 */
export async function recognisePages(
  input: RecognitionInput,
  take: (page: ExtractedPage, passing: boolean) => Promise<void>,
  start: typeof startRecogniser = startRecogniser,
): Promise<void> {
  const limits = { ...RECOGNITION_LIMITS, ...input.limits };
  const path = await realpath(input.path);
  const rest = [...input.pages];
  let failures: Error[] = [];
  while (rest.length > 0) {
    input.signal?.throwIfAborted();
    const before = rest.length;
    const coarse = failures.length > 0;
    const task = { path, pages: coarse ? rest.slice(0, 1) : [...rest], languages: input.languages, coarse, limits };
    const failure = await readSome(task, start, {
      signal: input.signal,
      async take(page) {
        await take(page, false);
        rest.shift();
      },
    });
    if (rest.length < before) failures = [];
    if (!failure) continue;
    failures.push(failure);
    if (failure instanceof TooLarge || failures.length >= TRIES) {
      await take(unreadable(rest.shift() ?? 0, failure), !(failure instanceof TooLarge));
      failures = [];
    }
  }
}

const unreadable = (number: number, why: Error): ExtractedPage => ({
  number,
  text: '',
  headings: [],
  headingLevels: [],
  hasText: false,
  findings: [
    { kind: 'picture', text: why instanceof PageLimit ? why.message : 'The picture on this page could not be read.' },
  ],
});

/** Lets one process read what it can of the task's pages; resolves to why it did not read all of them, if so. */
async function readSome(
  task: RecognitionTask,
  start: typeof startRecogniser,
  { signal, take }: { signal: AbortSignal | undefined; take: (page: ExtractedPage) => Promise<void> },
): Promise<Error | undefined> {
  const child = await start(task);
  const tooLarge = () =>
    new TooLarge(
      'The picture on this page is too large to be read. Scan it again in black and white, or at fewer dots per inch.',
    );
  const { kill, killed, gone } = superviseChild(child, task.limits, tooLarge);
  const late = () => kill(new PageLimit('Reading the picture on this page took too long.'));
  const onAbort = () => kill(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const wanted = [...task.pages];
  let ready = false;
  // Starting takes some seconds of the first page's time.
  let timer = setTimeout(late, task.limits.pageTimeoutMs);
  try {
    for await (const frame of readFrames(child.stdio[FRAME_FD] as Readable)) {
      // What had come whole before the process was ended on a later page is read; who stopped it wants no more.
      const ended = killed();
      if (ended && !(ended.error instanceof PageLimit)) break;
      clearTimeout(timer);
      ready ||= frame.type === 'read';
      if (!ready || (frame.type !== 'pages' && frame.type !== 'read'))
        throw new ForeignFrame('A recogniser sends that it is ready, then pages.');
      for (const page of frame.type === 'pages' ? frame.pages : []) {
        if (page.number !== wanted[0]) throw new ForeignFrame('A page came that was not asked for.');
        await take(page);
        wanted.shift();
      }
      timer = setTimeout(late, task.limits.pageTimeoutMs);
    }
  } catch (error) {
    kill(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
  const end = await gone;
  if (wanted.length === 0) return undefined;
  const why = killed()?.error;
  // What the reader of the pages threw, or whoever stopped it, is nothing that another process cures.
  if (why !== undefined && !(why instanceof PageLimit) && !(why instanceof ForeignFrame)) throw why;
  // It is not the page's fault that there was no process to read it.
  if (!ready && why === undefined) throw end;
  return why instanceof Error ? why : end;
}
