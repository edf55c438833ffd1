import { useEffect, useRef, useState } from 'react';
import { clsx } from 'clsx';
import type { RecognisedWord } from '../../pages/page-content.ts';
import { findQuote, type QuoteEdge } from './find-quote.ts';
import { markElements, markFrames } from './mark-quote.ts';
import { readPieces } from './pdf-pieces.ts';
import type * as PdfEngine from './pdf-engine.client.ts';
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
  /** The passage to mark on this page, if any; `edge` when a part of it stands on another page. */
  quote?: string | undefined;
  edge?: QuoteEdge | undefined;
  /** What was recognised in the page's picture. */
  recognised?: readonly RecognisedWord[] | undefined;
  onRendered: (result: { ratio: number; hasText: boolean; marked: boolean }) => void;
  onFailed: () => void;
};

/**
 * One page: its picture, crisp on any screen, and over it the text to select and to read out. The page before stays
 * until the next one is drawn.
 */
export function PdfPage({
  pdf,
  TextLayer,
  page,
  width,
  quote,
  edge,
  recognised = NOTHING,
  onRendered,
  onFailed,
}: PdfPageProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ page: number; width: number } | null>(null);
  const busy = drawn?.page !== page || drawn.width !== width;
  const callbacks = useRef({ onRendered, onFailed });
  useEffect(() => {
    callbacks.current = { onRendered, onFailed };
  });

  useEffect(() => {
    let left = false;
    let cancel = () => {};
    const draw = async () => {
      const proxy = await pdf.getPage(page);
      const { content, pieces, texts, frames } = await readPieces(proxy, recognised);
      if (left) return;
      const natural = proxy.getViewport({ scale: 1 });
      const viewport = proxy.getViewport({ scale: width / natural.width });
      const density = Math.min(
        window.devicePixelRatio || 1,
        Math.sqrt(MAX_PIXELS / (viewport.width * viewport.height)),
      );
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width * density);
      canvas.height = Math.floor(viewport.height * density);
      canvas.setAttribute('aria-hidden', 'true');
      canvas.className = 'absolute inset-0 size-full';
      const rendering = proxy.render({
        canvas,
        viewport,
        transform: density === 1 ? undefined : [density, 0, 0, density, 0, 0],
      });

      const text = document.createElement('div');
      text.className = 'text-layer';
      text.style.setProperty('--total-scale-factor', String(viewport.scale));
      const layer = new TextLayer({ textContentSource: content, container: text, viewport });
      cancel = () => {
        rendering.cancel();
        layer.cancel();
      };
      await Promise.all([rendering.promise, layer.render()]);
      if (left) return;
      const ranges = quote ? findQuote(pieces, quote, edge) : [];
      const inPicture = ranges.filter(({ piece }) => piece >= texts);
      const over = document.createElement('div');
      over.className = 'mark-layer';
      over.append(
        ...markFrames(
          frames,
          pieces.slice(texts),
          inPicture.map((range) => ({ ...range, piece: range.piece - texts })),
        ),
      );
      const inText = markElements(
        layer.textDivs,
        ranges.filter(({ piece }) => piece < texts),
      );
      const first = inText[0] ?? (over.firstElementChild as HTMLElement | null) ?? undefined;
      sheet.current?.replaceChildren(canvas, over, text);
      setDrawn({ page, width });
      callbacks.current.onRendered({
        ratio: natural.height / natural.width,
        hasText: layer.textDivs.some((element) => element.textContent?.trim()),
        marked: first !== undefined,
      });
      first?.scrollIntoView({ block: 'center', behavior: 'instant' });
    };
    draw().catch((error: unknown) => {
      if (!left && !(error instanceof Error && error.name === 'RenderingCancelledException'))
        callbacks.current.onFailed();
    });
    return () => {
      left = true;
      cancel();
    };
  }, [pdf, TextLayer, page, width, quote, edge, recognised]);

  return (
    <div ref={sheet} aria-busy={busy} className={clsx('absolute inset-0 transition-opacity', busy && 'opacity-60')} />
  );
}
