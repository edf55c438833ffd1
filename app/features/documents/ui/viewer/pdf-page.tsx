import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { clsx } from 'clsx';
import type { RecognisedWord } from '#db/schema/recognised-word.ts';
import { howMuch, placeQuote, type QuoteEdge, type QuoteFound } from './find-quote.ts';
import { markElements, markFrames, unmarkElements } from './mark-quote.ts';
import { readPieces, withRecognised, type PagePieces } from './pdf-pieces.ts';
import type * as PdfEngine from './pdf-engine.client.ts';
import { turnBox, type QuarterTurn } from './quarter-turn.ts';
import { layRecognised, recognisedLines } from './recognised-lines.ts';
import './text-layer.css';

/** Larger canvases come out blank on phones. Pixels. */
const MAX_PIXELS = 16_000_000;

const NOTHING: readonly RecognisedWord[] = [];

export type PdfPageProps = {
  pdf: PdfEngine.PDFDocumentProxy;
  TextLayer: typeof PdfEngine.TextLayer;
  page: number;
  /** Width of the page on screen, in CSS pixels. */
  width: number;
  /** How far the reader has turned it. */
  turn?: QuarterTurn;
  /** The passage to mark on this page, if any; `edge` when a part of it stands on another page. */
  quote?: string | undefined;
  edge?: QuoteEdge | undefined;
  /** What was recognised in the page's picture. */
  recognised?: readonly RecognisedWord[] | undefined;
  onRendered: (result: { ratio: number; hasText: boolean; marked: QuoteFound }) => void;
  onFailed: () => void;
};

/** A page as it was drawn: its picture and its text, not yet marked. */
type Drawn = {
  page: number;
  turn: QuarterTurn;
  size: { width: number; height: number };
  canvas: HTMLCanvasElement;
  text: HTMLElement;
  /** An element for each piece of its text. */
  elements: HTMLElement[];
  own: PagePieces;
};

type Wanted = Pick<PdfPageProps, 'pdf' | 'TextLayer' | 'page' | 'width'> & { turn: QuarterTurn };

/**
 * One page: its picture, crisp on any screen, and over it the text to select and to read out, which of a scan is what
 * was recognised. The page before stays until the next one is drawn.
 */
export function PdfPage({
  pdf,
  TextLayer,
  page,
  width,
  turn = 0,
  quote,
  edge,
  recognised = NOTHING,
  onRendered,
  onFailed,
}: PdfPageProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const isDrawn = drawn !== null && drawn.page === page && drawn.turn === turn;
  const busy = !isDrawn || drawn.size.width !== width;
  const callbacks = useRef({ onRendered, onFailed });
  useEffect(() => {
    callbacks.current = { onRendered, onFailed };
  });

  useEffect(() => {
    const left = new AbortController();
    const draw = async () => {
      const next = await drawPage({ pdf, TextLayer, page, width, turn }, left.signal);
      if (next) setDrawn(next);
    };
    draw().catch((error: unknown) => {
      if (!left.signal.aborted && !(error instanceof Error && error.name === 'RenderingCancelledException'))
        callbacks.current.onFailed();
    });
    return () => left.abort();
  }, [pdf, TextLayer, page, width, turn]);

  const shown = useRef<Drawn | null>(null);
  // What was recognised may come after the page was drawn.
  useLayoutEffect(() => {
    if (!drawn || !isDrawn || !sheet.current) return;
    const { over, first, marked } = layOver(drawn, { quote, edge, recognised });
    sheet.current.replaceChildren(drawn.canvas, ...over);
    callbacks.current.onRendered({
      ratio: drawn.size.height / drawn.size.width,
      hasText: drawn.elements.some((element) => element.textContent?.trim()),
      marked,
    });
    if (shown.current !== drawn) first?.scrollIntoView({ block: 'center', behavior: 'instant' });
    shown.current = drawn;
  }, [drawn, isDrawn, quote, edge, recognised]);

  return (
    <div ref={sheet} aria-busy={busy} className={clsx('absolute inset-0 transition-opacity', busy && 'opacity-60')} />
  );
}

/** Draws a page and lays out its text; undefined when nobody waits for it any more. */
async function drawPage(wanted: Wanted, left: AbortSignal): Promise<Drawn | undefined> {
  const { pdf, TextLayer, page, width, turn } = wanted;
  const proxy = await pdf.getPage(page);
  const { content, ...own } = await readPieces(proxy, turn);
  if (left.aborted) return undefined;
  const rotation = proxy.rotate + turn;
  const natural = proxy.getViewport({ scale: 1, rotation });
  const viewport = proxy.getViewport({ scale: width / natural.width, rotation });
  const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MAX_PIXELS / (viewport.width * viewport.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.setAttribute('aria-hidden', 'true');
  canvas.className = 'absolute inset-0 size-full';
  const transform = density === 1 ? undefined : [density, 0, 0, density, 0, 0];
  const rendering = proxy.render({ canvas, viewport, transform });

  const text = document.createElement('div');
  text.className = 'text-layer';
  text.style.setProperty('--total-scale-factor', String(viewport.scale));
  const layer = new TextLayer({ textContentSource: content, container: text, viewport });
  left.addEventListener('abort', () => {
    rendering.cancel();
    layer.cancel();
  });
  await Promise.all([rendering.promise, layer.render()]);
  if (left.aborted) return undefined;
  const size = { width, height: viewport.height };
  return { page, turn, size, canvas, text, elements: layer.textDivs as HTMLElement[], own };
}

type Laid = Pick<PdfPageProps, 'quote' | 'edge'> & { recognised: readonly RecognisedWord[] };

/** What lies over a page's picture: marks, its own text and what was recognised; the first mark, and how much it is. */
function layOver(
  { turn, size, text, elements, own }: Drawn,
  { quote, edge, recognised }: Laid,
): { over: HTMLElement[]; first: HTMLElement | undefined; marked: QuoteFound } {
  const { pieces, texts, frames } = withRecognised(own, recognised, turn);
  const placed = quote ? placeQuote(pieces, quote, edge) : { ranges: [], missed: 0 };
  const { ranges } = placed;
  const inPicture = ranges.filter(({ piece }) => piece >= texts);
  const marks = document.createElement('div');
  marks.className = 'mark-layer';
  marks.append(
    ...markFrames(
      frames,
      pieces.slice(texts),
      inPicture.map((range) => ({ ...range, piece: range.piece - texts })),
    ),
  );
  unmarkElements(text);
  const inText = markElements(
    elements,
    ranges.filter(({ piece }) => piece < texts),
  );
  const words = recognised.map((word) => ({ ...word, box: turnBox(word.box, turn) }));
  const read = words.length > 0 ? [layRecognised(recognisedLines(words, size))] : [];
  return {
    over: [marks, text, ...read],
    marked: howMuch(placed),
    first: inText[0] ?? (marks.firstElementChild as HTMLElement | null) ?? undefined,
  };
}
