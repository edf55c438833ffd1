import { readFile } from 'node:fs/promises';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

import type { PageSink, ReadOptions, ReadResult } from './extracted-document.ts';
import { ExtractionError } from './extraction-error.ts';
import { layOutPage } from './page-layout.ts';
import type { Matrix } from './operator-geometry.ts';
import { readWords, type FontInfo, type OperatorList, type PageWords } from './page-words.ts';

const TAIL_BYTES = 2048;
/** Pages read beforehand to learn the size of the body text. */
const SAMPLE_PAGES = 8;
/** How long a page may still take once pdf.js has dropped an error somewhere, milliseconds. */
const GRACE_MS = 1_000;

function checkFraming(data: Buffer): void {
  if (data.subarray(0, 1024).indexOf('%PDF-') < 0) throw new ExtractionError('not-a-document', 'no PDF header');
  const tail = data.subarray(-TAIL_BYTES);
  if (!tail.includes('%%EOF') && !tail.includes('startxref')) throw new ExtractionError('truncated', 'no end of file');
}

/**
 * Runs `work`, and gives it up shortly after an unhandled rejection: on a damaged file
 * pdf.js can lose an error and leave its caller waiting for ever.
 */
async function guarded<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let lost: ((reason: unknown) => void) | undefined;
  const abandoned = new Promise<never>((_, reject) => {
    lost = (reason) => {
      timer ??= setTimeout(() => reject(reason), GRACE_MS);
    };
    process.on('unhandledRejection', lost);
    process.on('uncaughtException', lost);
  });
  try {
    return await Promise.race([work, abandoned]);
  } finally {
    clearTimeout(timer);
    if (lost) {
      process.off('unhandledRejection', lost);
      process.off('uncaughtException', lost);
    }
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function open(data: Uint8Array): Promise<Pdf> {
  try {
    // No picture is decoded (`maxImageSize`), no script is evaluated.
    return await guarded(
      getDocumentProxy(data, { verbosity: 0, maxImageSize: 1, isEvalSupported: false, disableAutoFetch: true }),
    );
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new ExtractionError(
      name === 'PasswordException' ? 'encrypted' : 'damaged',
      error instanceof Error ? error.message : String(error),
    );
  }
}

async function pageWords(pdf: Pdf, number: number, ops: Record<string, number>): Promise<PageWords> {
  const page = await pdf.getPage(number);
  try {
    const list = (await page.getOperatorList({ annotationMode: 0 })) as OperatorList;
    const view = page.getViewport({ scale: 1 });
    const fonts = page.commonObjs as { has(id: string): boolean; get(id: string): unknown };
    return readWords(
      list,
      ops,
      { transform: view.transform as Matrix, width: view.width, height: view.height },
      (ref) => (fonts.has(ref) ? (fonts.get(ref) as FontInfo) : undefined),
    );
  } finally {
    page.cleanup();
  }
}

/** The font size in which most of the sampled text is set, points. */
async function findBodySize(read: (page: number) => Promise<PageWords>, pageCount: number): Promise<number> {
  const weights = new Map<number, number>();
  const step = Math.max(1, Math.floor(pageCount / SAMPLE_PAGES));
  for (let i = 0; i < Math.min(SAMPLE_PAGES, pageCount); i += 1) {
    const sample = await guarded(read(1 + i * step)).catch(() => null);
    for (const word of sample?.words ?? []) {
      const size = Math.round(word.size * 2) / 2;
      weights.set(size, (weights.get(size) ?? 0) + word.text.length);
    }
  }
  const [best] = [...weights].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best?.[0] || 11;
}

/** Reads a PDF page by page; runs inside the extraction child only. */
export async function readPdf(path: string, options: ReadOptions, onPage: PageSink): Promise<ReadResult> {
  const data = await readFile(path);
  checkFraming(data);
  const pdf = await open(new Uint8Array(data));
  const pageCount = pdf.numPages;
  if (pageCount > options.maxPages) throw options.tooMany(pageCount);
  if (pageCount < 1) throw new ExtractionError('damaged', 'no pages');
  const ops = (await getResolvedPDFJS()).OPS as Record<string, number>;
  const read = (number: number) => pageWords(pdf, number, ops);
  const bodySize = await findBodySize(read, pageCount);

  let hiddenPages = 0;
  for (let number = 1; number <= pageCount; number += 1) {
    try {
      const words = await guarded(read(number));
      if (words.hidden > 0) hiddenPages += 1;
      await onPage({ number, ...layOutPage(words, bodySize) }, pageCount);
    } catch (error) {
      if (error instanceof ExtractionError) throw error;
      const message = error instanceof Error ? error.message : String(error);
      await onPage({ number, text: '', headings: [], headingLevels: [], error: message.slice(0, 300) }, pageCount);
    }
  }
  const meta = await guarded(pdf.getMetadata()).catch(() => null);
  const title = (meta?.info as { Title?: unknown } | undefined)?.Title;
  const warnings =
    hiddenPages > 0
      ? [
          `Text that a reader cannot see was left out on ${hiddenPages} of ${pageCount} pages. If it matters, ` +
            'make it visible and upload the document again.',
        ]
      : [];
  return { pageCount, ...(typeof title === 'string' && title.trim() ? { title: title.trim() } : {}), warnings };
}
