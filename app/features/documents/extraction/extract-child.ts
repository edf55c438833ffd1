import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

import type { ChildMessage, ChildTask } from './child-protocol.ts';
import type { ExtractedPage, PageSink, RawPage, ReadOptions, ReadResult } from './extracted-document.ts';
import { ExtractionError } from './extraction-error.ts';
import { normaliseText } from './normalise-text.ts';

// The entry of the forked extraction process; nothing else imports it. Node runs it as it
// is (type stripping), so everything that it imports is erasable TypeScript with extensions.

const BATCH_CHARS = 262_144;
const BATCH_PAGES = 32;
const BATCH_MS = 250;

/** Thrown inside the child to carry a code, and what the message needs, to the parent. */
class Limit extends ExtractionError {
  readonly detail: { pages?: number; chars?: boolean };
  constructor(code: 'too-many-pages' | 'too-large' | 'no-text', detail: { pages?: number; chars?: boolean }) {
    super(code, code);
    this.detail = detail;
  }
}

const send = (message: ChildMessage) =>
  new Promise<void>((resolve) => {
    // The parent has gone or closed the channel: there is nobody left to work for.
    if (!process.connected) process.exit(0);
    process.send?.(message, undefined, undefined, () => resolve());
  });

function finishPage(raw: RawPage): ExtractedPage {
  const text = normaliseText(raw.text);
  const headings = raw.headings.map((heading) => normaliseText(heading));
  const levels = raw.headingLevels.filter((_, i) => headings[i]);
  return {
    number: raw.number,
    text,
    headings: headings.filter(Boolean),
    headingLevels: levels,
    hasText: /[\p{L}\p{N}]/u.test(text),
    ...(raw.error ? { error: raw.error } : {}),
  };
}

async function readPages(task: ChildTask, onPage: PageSink): Promise<ReadResult> {
  const options: ReadOptions = {
    maxPages: task.limits.maxPages,
    tooMany: (pages) => new Limit('too-many-pages', { pages }),
  };
  switch (task.kind) {
    case 'pdf':
      return (await import('./read-pdf.ts')).readPdf(task.path, options, onPage);
    case 'docx':
      return (await import('./read-docx.ts')).readDocx(task.path, options, onPage);
    case 'txt':
    case 'md':
      return (await import('./read-text.ts')).readText(task.path, task.kind, options, onPage);
  }
}

async function run(task: ChildTask): Promise<void> {
  if ((await stat(task.path)).size === 0) throw new ExtractionError('empty-file', 'empty-file');
  let batch: ExtractedPage[] = [];
  let batchChars = 0;
  let batchSince = Date.now();
  let chars = 0;
  let seen = 0;
  let empty = 0;
  let broken = 0;
  const flush = async (total: number) => {
    if (batch.length === 0) return;
    const pages = batch;
    batch = [];
    batchChars = 0;
    batchSince = Date.now();
    await send({ type: 'pages', pages, total });
  };
  const result = await readPages(task, async (raw, total) => {
    const page = finishPage(raw);
    seen += 1;
    chars += page.text.length;
    if (chars > task.limits.maxChars) throw new Limit('too-large', { chars: true });
    if (page.error) broken += 1;
    else if (!page.hasText) empty += 1;
    batch.push(page);
    batchChars += page.text.length;
    if (batch.length >= BATCH_PAGES || batchChars >= BATCH_CHARS || Date.now() - batchSince >= BATCH_MS) await flush(total);
  });
  if (broken === seen) throw new ExtractionError('damaged', 'no page could be read');
  if (empty + broken === seen) {
    // With broken pages among them it is the damage that the builder can act upon.
    if (broken > 0) throw new ExtractionError('damaged', 'no readable page has text');
    throw new Limit('no-text', task.kind === 'pdf' ? { pages: seen } : {});
  }
  await flush(seen);
  await send({
    type: 'done',
    pageCount: result.pageCount,
    ...(result.title ? { title: normaliseText(result.title).slice(0, 300) } : {}),
    warnings: result.warnings,
  });
}

async function report(error: unknown): Promise<never> {
  if (error instanceof ExtractionError) {
    await send({ type: 'failed', code: error.code, ...(error instanceof Limit ? error.detail : {}), cause: error.message });
    process.exit(0);
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const outOfMemory = error instanceof RangeError && /allocation failed|invalid (array|typed array) (buffer )?length|invalid string length/i.test(message);
  await send({ type: 'failed', code: outOfMemory ? 'too-large' : 'damaged', cause: message.slice(0, 500) });
  process.exit(0);
}

// pdf.js leaves rejections behind after an error was caught; they must not end the process
// before its report. A page that waits for the lost promise is given up in read-pdf.ts.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
process.on('disconnect', () => process.exit(0));
process.once('message', (task: ChildTask) => {
  new Worker(new URL('./child-watchdog.ts', import.meta.url), {
    workerData: {
      parent: process.ppid,
      deadlineMs: task.limits.timeoutMs + 5_000,
      maxRssBytes: task.limits.maxRssMb * 1_048_576 * 1.5,
    },
    execArgv: ['--no-warnings'],
  }).unref();
  run(task).then(() => process.exit(0), report);
});
