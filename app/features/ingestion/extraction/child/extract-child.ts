import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

import { chunkPages, type Chunk } from '../passages/chunk-pages.ts';
import {
  ALWAYS_ALLOWED_CHARS,
  MAX_CHARS_A_BYTE,
  MAX_FAULT_CHARS,
  MAX_FINDINGS,
  MAX_HEADING_CHARS,
  MAX_PAGE_CHARS,
  MAX_PASSAGE_CHARS,
  MAX_PASSAGES,
  MAX_SECTION_CHARS,
  MAX_SECTION_DEPTH,
  type ChildTask,
} from '../process/child-protocol.ts';
import type { ExtractedPage, PageSink, RawPage, ReadOptions, ReadResult } from '../extracted-document.ts';
import { describeGaps, type Scans } from './describe-gaps.ts';
import { ExtractionError, LimitError } from '../extraction-error.ts';
import { finishFinding, finishPage, type ReadPage } from './finish-page.ts';
import { ownFault } from './own-fault.ts';
import { sharesWords } from '../language/letter-pairs.ts';
import { cutText, normaliseText } from '../language/normalise-text.ts';
import { markRoles } from '../passages/page-roles.ts';
import { RecognisedFile, type KnownPage } from './recognised-file.ts';
import { removeRepeatedLines } from '../passages/remove-repeated-lines.ts';
import { settleTitleLines } from '../passages/title-lines.ts';
import { sketchText } from '../passages/sketch-text.ts';
import { writeFrame } from './write-frame.ts';

// The entry of the extraction process; nothing else imports it. Node runs it as it is (type stripping), so everything
// that it imports is erasable TypeScript with extensions. All work on a document's text is done here, under the limits
// of this process.

const BATCH_CHARS = 262_144;
const BATCH_PAGES = 32;
const BATCH_PASSAGES = 200;
const PROGRESS_MS = 250;

async function readPages(task: ChildTask, onSurvey: ReadOptions['onSurvey'], onPage: PageSink): Promise<ReadResult> {
  const options: ReadOptions = {
    onSurvey,
    maxPages: task.limits.maxPages,
    tooMany: (pages) => new LimitError('too-many-pages', { pages }),
  };
  switch (task.kind) {
    case 'pdf':
      return (await import('../pdf/read-pdf.ts')).readPdf(task.path, options, onPage);
    case 'docx':
      return (await import('../word/read-docx.ts')).readDocx(task.path, options, onPage);
    case 'txt':
    case 'md':
      return (await import('../markup/read-text.ts')).readText(task.path, task.kind, options, onPage);
  }
}

/** Reads, makes passages, and hands both over. `workIsDone` is called before the first of them is written. */
async function extract(task: ChildTask, workIsDone: () => void): Promise<void> {
  const { pages, scans, result } = await collectPages(task);
  // A PDF's running lines are told by their place, before its pages are laid out.
  const titled = settleTitleLines(pages, [result.title, result.author]);
  const read = markRoles(task.kind === 'pdf' ? titled : removeRepeatedLines(titled), task.kind === 'pdf');
  // The few letters beside a picture are no content before the picture is read.
  const waiting = new Set(scans.waiting);
  const readable = read.filter((page) => !waiting.has(page.number));
  const chunks = chunkPages(readable, { maxChars: MAX_PASSAGE_CHARS });
  if (chunks.length === 0 && waiting.size === 0) throw withoutText(task, pages, scans);
  if (chunks.length > MAX_PASSAGES) throw new LimitError('too-large', { passages: true });
  const sketch = sketchText(readable.filter((page) => !page.role).map((page) => page.text));
  const shown = read.map(({ marks, ...page }): ExtractedPage => ({ ...page, ...withAsides(page, marks?.asides) }));

  workIsDone();
  writeFrame({ type: 'read' });
  for (const batch of batches(shown)) writeFrame({ type: 'pages', pages: batch });
  for (let start = 0; start < chunks.length; start += BATCH_PASSAGES) {
    writeFrame({ type: 'passages', passages: chunks.slice(start, start + BATCH_PASSAGES).map(asPassage) });
  }
  writeFrame({
    type: 'done',
    pageCount: result.pageCount,
    emptyPages: shown.filter((page) => !page.hasText).map((page) => page.number),
    scannedPages: scans.all,
    waitingPages: scans.waiting,
    ...(sketch === null ? {} : { sketch }),
    ...(result.title ? { title: cutText(normaliseText(cutText(result.title, 10_000)), MAX_HEADING_CHARS) } : {}),
    warnings: [...result.warnings, ...describeGaps(shown, task.kind, scans)],
    ...(result.faults ? { faults: result.faults } : {}),
  });
}

type Collected = { pages: ReadPage[]; scans: Required<Scans>; result: ReadResult };

/**
 * All pages of the file, with progress told on the way. Throws a LimitError as soon as there is too much of them, an
 * ExtractionError when none can be used.
 */
async function collectPages(task: ChildTask): Promise<Collected> {
  const { size } = await stat(task.path);
  if (size === 0) throw new ExtractionError('empty-file', 'empty-file');
  const mostUnpacked = Math.max(ALWAYS_ALLOWED_CHARS, size * MAX_CHARS_A_BYTE);
  const pages: ReadPage[] = [];
  const scans: Required<Scans> = { all: [], waiting: [], unread: [], late: [], mistold: [] };
  const tell = createProgress();
  const recognised = new RecognisedFile(task.recognised);
  let chars = 0;
  // A document that is looked through first is half done when that is.
  let surveyed = 0;
  const onSurvey = (done: number, total: number) => {
    surveyed = done;
    tell(done, total * 2);
  };
  const result = await readPages(task, onSurvey, async (raw, total) => {
    const page = finishPage(
      raw.scanned ? withRecognised(raw, await recognised.page(raw.number), scans) : raw,
      task.kind,
    );
    if (page.text.length > MAX_PAGE_CHARS) throw new LimitError('too-large', { page: page.number });
    chars += page.text.length;
    if (chars > task.limits.maxChars) throw new LimitError('too-large', { chars: true });
    if (chars > mostUnpacked) throw new LimitError('too-large', { unpacked: true });
    pages.push(page);
    tell(surveyed + pages.length, surveyed + total);
  });
  assertUsable(task, pages, scans, result.faults);
  return { pages, scans, result };
}

function assertUsable(task: ChildTask, pages: ReadPage[], scans: Collected['scans'], [fault]: string[] = []): void {
  const broken = pages.filter((page) => page.error).length;
  if (broken === pages.length && fault !== undefined) throw new ExtractionError('internal', fault);
  if (broken === pages.length) throw new ExtractionError('damaged', 'no page could be read');
  if (scans.waiting.length > 0 || pages.some((page) => !page.error && page.hasText)) return;
  // With broken pages among them it is the damage that the builder can act upon.
  throw broken > 0 ? new ExtractionError('damaged', 'no readable page has text') : withoutText(task, pages, scans);
}

function withoutText({ kind }: ChildTask, pages: ReadPage[], scans: Collected['scans']): LimitError {
  if (kind !== 'pdf') return new LimitError('no-text', {});
  const [unread, late] = [scans.unread.length > 0, scans.late.length > 0];
  return new LimitError('no-text', { pages: pages.length, unread, ...(late ? { late } : {}) });
}

/** Tells the parent how far the reading is, some four times a second and at its end. */
function createProgress(): (done: number, total: number) => void {
  let toldAt = Date.now();
  return (done, total) => {
    if (Date.now() - toldAt < PROGRESS_MS && done !== total) return;
    toldAt = Date.now();
    writeFrame({ type: 'progress', done, total });
  };
}

function asPassage({ ordinal, page, lastPage, heading, headingPath, text }: Chunk) {
  return {
    ordinal,
    page,
    ...(lastPage === undefined ? {} : { lastPage }),
    heading: heading && cutText(heading, MAX_HEADING_CHARS),
    section: headingPath.slice(-MAX_SECTION_DEPTH).map((title) => cutText(title, MAX_SECTION_CHARS)),
    text,
  };
}

/** What is said of a page with the lines that are shown and never quoted; of one that is no content all of it is. */
function withAsides({ role, findings = [] }: ReadPage, asides: string[] = []): Pick<ExtractedPage, 'findings'> {
  const listed = role ? [] : asides.filter(Boolean).slice(0, Math.max(0, MAX_FINDINGS - findings.length));
  const all = [...findings, ...listed.map((text) => finishFinding({ kind: 'aside', text }))];
  return all.length > 0 ? { findings: all } : {};
}

/** Of letters that make no language and that no picture bears out. */
const UNCHECKED = { kind: 'doubtful', text: 'Its letters make no words that are known' } as const;

/** A page that is a picture of text, with what was recognised on it in place of the few letters beside the picture. */
function withRecognised(raw: RawPage, known: KnownPage | undefined, scans: Collected['scans']): RawPage {
  scans.all.push(raw.number);
  if (!known) {
    scans.waiting.push(raw.number);
    return raw;
  }
  if (raw.mistold && !known.text) return { ...raw, findings: [...(raw.findings ?? []), UNCHECKED] };
  if (raw.mistold && sharesWords(raw.text, known.text)) return raw;
  if (raw.mistold) scans.mistold.push(raw.number);
  const findings = [...(raw.findings ?? []), ...(known.findings ?? [])];
  if (known.text) return { ...raw, ...known, findings, marks: undefined };
  (known.passing ? scans.late : scans.unread).push(raw.number);
  return { ...raw, findings, ...(known.confidence === undefined ? {} : { confidence: known.confidence }) };
}

function* batches(pages: ExtractedPage[]): Generator<ExtractedPage[]> {
  let batch: ExtractedPage[] = [];
  let chars = 0;
  for (const page of pages) {
    if (batch.length >= BATCH_PAGES || (batch.length > 0 && chars + page.text.length > BATCH_CHARS)) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push(page);
    chars += page.text.length;
  }
  if (batch.length > 0) yield batch;
}

function report(error: unknown): never {
  if (error instanceof ExtractionError) {
    writeFrame({
      type: 'failed',
      code: error.code,
      ...(error instanceof LimitError ? { detail: error.detail } : {}),
      cause: error.message.slice(0, MAX_FAULT_CHARS),
    });
    process.exit(0);
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const outOfMemory =
    error instanceof RangeError &&
    /allocation failed|invalid (array|typed array) (buffer )?length|invalid string length/i.test(message);
  // The file is whole: it is this reader that goes as deep into it as it is nested.
  const tooDeep = error instanceof RangeError && /call stack/i.test(error.message);
  const cause = message.slice(0, 500);
  const fault = outOfMemory || tooDeep ? null : ownFault(error);
  if (tooDeep) writeFrame({ type: 'failed', code: 'too-large', detail: { deep: true }, cause });
  else if (fault !== null) writeFrame({ type: 'failed', code: 'internal', cause: fault });
  else writeFrame({ type: 'failed', code: outOfMemory ? 'too-large' : 'damaged', cause });
  process.exit(0);
}

// pdf.js leaves rejections behind after an error was caught; they must not end the process
// before its report. A page that waits for the lost promise is given up in read-pdf.ts.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
const watchdog = new Worker(new URL('./child-watchdog.ts', import.meta.url), {
  workerData: {
    parent: process.ppid,
    deadlineMs: task.limits.timeoutMs + 5_000,
    maxRssBytes: task.limits.maxRssMb * 1_048_576 * 1.5,
  },
  execArgv: ['--no-warnings'],
});
watchdog.unref();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
extract(task, () => watchdog.postMessage('done')).then(() => process.exit(0), report);
