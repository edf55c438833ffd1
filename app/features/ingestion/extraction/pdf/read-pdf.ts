import { readFile } from 'node:fs/promises';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

import { withoutBars } from '#app/features/documents/pages/table-row.ts';
import { withoutLineNumbers } from './line-numbers.ts';
import { DocumentSurvey } from './document-survey.ts';
import type { Finding, PageSink, ReadOptions, ReadResult } from '../extracted-document.ts';
import { ExtractionError } from '../extraction-error.ts';
import { MAX_FAULTS } from '../process/child-protocol.ts';
import { ownFault } from '../child/own-fault.ts';
import { cutText } from '../language/normalise-text.ts';
import { layOutPage, type PageText } from './lay-out/page-layout.ts';
import type { Matrix } from './paint/operator-geometry.ts';
import { withAnnotations, type Annotation } from './page-annotations.ts';
import { facesOf, type Face } from './lay-out/page-sheet.ts';
import type { Hidden, PageWords } from './lay-out/page-words.ts';
import { isPictureOfText, lettersOf } from './picture-page.ts';
import { hide } from './paint/painted-page.ts';
import type { FontInfo } from './paint/painting.ts';
import { markStruck } from './struck-words.ts';
import { readWords, type OperatorList } from './paint/read-operators.ts';
import { withoutRunning, type PageEnds } from './running-lines.ts';
import { unreadRegions } from './unread-regions.ts';

const TAIL_BYTES = 2048;
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

async function pageWords(pdf: Pdf, number: number, ops: Record<string, number>, layers: Layers): Promise<PageWords> {
  const page = await pdf.getPage(number);
  try {
    const list = (await page.getOperatorList({ annotationMode: 1 })) as OperatorList;
    const view = page.getViewport({ scale: 1 });
    const fonts = page.commonObjs as { has(id: string): boolean; get(id: string): unknown };
    const shown = { transform: view.transform as Matrix, width: view.width, height: view.height };
    const words = readWords(list, ops, {
      ...shown,
      fontOf: (ref) => (fonts.has(ref) ? (fonts.get(ref) as FontInfo) : undefined),
      offLayer: layers,
    });
    const annotations = (await page.getAnnotations({ intent: 'display' }).catch(() => [])) as Annotation[];
    const { struck, ...all } = withAnnotations(words, annotations, shown.transform);
    // What tells of strokes and boxes is told now.
    const { dashes: _d, slants: _s, ticks: _t, ...page_ } = markStruck(all, struck);
    return settleUnsure(page_, isPictureOfText(list, ops, shown, all.words));
  } finally {
    page.cleanup();
  }
}

/** Letters of a page that its file does not name: with more of them its picture is recognised. */
const MANY_UNNAMED = 30;

/** A page whose text is mostly unsure is read from its picture; elsewhere such text is hidden. */
function settleUnsure({ unsure = [], ...page }: PageWords, isPicture: boolean): PageWords {
  const unnamed = unsure.filter((word) => word.unnamed);
  const scanned = isPicture || lettersOf(unsure) > lettersOf(page.words) || lettersOf(unnamed) > MANY_UNNAMED;
  const hidden = [...page.hidden];
  if (!scanned) for (const word of unsure) if (!word.unnamed) hide(hidden, word);
  return { ...page, hidden, scanned, unnamed: !scanned && unnamed.length > 0 };
}

type Layers = (group: unknown) => string | undefined;

/** Tells of a layer that is switched off what it is called. */
async function readLayers(pdf: Pdf): Promise<Layers> {
  const config = await guarded(pdf.getOptionalContentConfig({ intent: 'display' })).catch(() => null);
  return (group) => {
    if (!config || !group) return undefined;
    try {
      if (config.isVisible(group as Parameters<typeof config.isVisible>[0])) return undefined;
      const { id } = group as { id?: string };
      return config.getGroup(id ?? '')?.name || 'without a name';
    } catch {
      return undefined;
    }
  };
}

/** A page's faces without what runs, and without the numbers of lines, which are told. */
function facesToRead(words: PageWords, ends: PageEnds | undefined): { faces: Face[]; counted: string[] } {
  const counted: string[] = [];
  const faces = facesOf(words).map((whole) => {
    const face = withoutRunning(whole, ends);
    const plain = withoutLineNumbers(face);
    if (plain) counted.push(plain.text);
    return plain?.face ?? face;
  });
  return { faces, counted };
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
  const layers = await readLayers(pdf);
  const meta = await guarded(pdf.getMetadata()).catch(() => null);
  const info = meta?.info as { Title?: unknown; Author?: unknown } | undefined;
  const [title = '', author = ''] = [info?.Title, info?.Author].map((named) =>
    typeof named === 'string' ? named.trim() : '',
  );
  const labels = await guarded(pdf.getPageLabels()).catch(() => null);

  const survey = new DocumentSurvey((number) => guarded(pageWords(pdf, number, ops, layers)));
  for (let number = 1; number <= pageCount; number += 1) {
    await survey.add(number);
    options.onSurvey?.(number, pageCount);
  }
  const context = survey.finish({ title, pageCount, labels });

  const files = await filesInside(pdf);
  const faults: string[] = [];
  let hiddenPages = 0;
  let layeredPages = 0;
  for (let number = 1; number <= pageCount; number += 1) {
    try {
      const words = await survey.wordsOf(number);
      const ends = context.ends.get(number);
      const { faces, counted } = facesToRead(words, ends);
      if (words.hidden.some((part) => part.layer === undefined)) hiddenPages += 1;
      if (words.hidden.some((part) => part.layer !== undefined)) layeredPages += 1;
      const label = labels?.[number - 1] || ends?.printed;
      const inside = [...(number === 1 ? files : []), ...(words.files ?? [])].slice(0, 50);
      for (const name of words.files ?? []) if (files.length < 50) files.push(name);
      const findings: Finding[] = [
        ...inside.map((name) => ({ kind: 'embedded-file' as const, text: name })),
        ...[...(ends?.texts ?? []), ...counted].map((text) => ({ kind: 'running-line' as const, text })),
        ...hiddenFindings(words.hidden),
        ...unreadRegions(words),
        ...(words.unnamed ? [{ kind: 'picture' as const, text: 'Some letters, which the file does not name' }] : []),
      ];
      await onPage(
        {
          number,
          ...withNotes(layOutPage(faces, context), words.notes),
          ...(label && label !== String(number) ? { label } : {}),
          ...(findings.length > 0 ? { findings } : {}),
          scanned: words.scanned,
          ...(words.mistold ? { mistold: true } : {}),
        },
        pageCount,
      );
    } catch (error) {
      if (error instanceof ExtractionError) throw error;
      const fault = ownFault(error);
      if (fault !== null && faults.length < MAX_FAULTS) faults.push(fault);
      const message = error instanceof Error ? error.message : String(error);
      await onPage({ number, text: '', headings: [], headingLevels: [], error: message.slice(0, 300) }, pageCount);
    }
  }
  const warnings: string[] = [];
  if (hiddenPages > 0)
    warnings.push(
      `Hidden text was left out${onPages(hiddenPages, pageCount)}. If it matters, make it visible and upload the ` +
        'document again.',
    );
  if (layeredPages > 0)
    warnings.push(
      `Layers that are switched off were left out${onPages(layeredPages, pageCount)}. If they matter, switch them ` +
        'on, save the document and upload it again.',
    );
  if (files.length > 0)
    warnings.push(
      `${files.length === 1 ? 'A file' : `${files.length} files`} inside this PDF ` +
        `${files.length === 1 ? 'was' : 'were'} not read: ${cutText(files.slice(0, 10).join(', '), 500)}. ` +
        `Upload ${files.length === 1 ? 'it' : 'each'} as a document of its own.`,
    );
  return { pageCount, ...(title ? { title } : {}), ...(author ? { author } : {}), warnings, faults };
}

/** The names of the files that a PDF carries. */
async function filesInside(pdf: Pdf): Promise<string[]> {
  const found = await guarded(pdf.getAttachments() as Promise<unknown>).catch(() => null);
  if (!found || typeof found !== 'object') return [];
  const entries = found instanceof Map ? [...found] : Object.entries(found);
  return (entries as [string, { filename?: string } | null][])
    .slice(0, 50)
    .map(([name, file]) => cutText(file?.filename || name, 200));
}

/** Notes stand below what they are notes to. */
function withNotes(page: PageText, notes: string[] | undefined): PageText {
  if (!notes || notes.length === 0) return page;
  return {
    ...page,
    text: [page.text, ...notes.map((note) => `Note: ${withoutBars(note)}`)].filter(Boolean).join('\n\n'),
  };
}

/** What was left out of a page, by layer. */
function hiddenFindings(hidden: Hidden[]): Finding[] {
  return [...Map.groupBy(hidden, ({ layer }) => layer)].slice(0, 20).map(([layer, parts]) => {
    const text = parts
      .slice(0, 20)
      .map((part) => part.text)
      .join(' … ')
      .slice(0, 250);
    return layer === undefined
      ? { kind: 'invisible', text, count: parts.length }
      : { kind: 'hidden-layer', text: `${layer}: ${text}`, count: parts.length };
  });
}

/** ` on 2 of 5 pages`; of a single page nothing. */
const onPages = (pages: number, all: number) => (all === 1 ? '' : ` on ${pages} of ${all} pages`);
