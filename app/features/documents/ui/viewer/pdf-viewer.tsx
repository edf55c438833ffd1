import { useCallback, useRef, useState, type ReactNode } from 'react';
import { Alert } from '#app/ui/alert.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import type { ShownDocument } from '../../pages/read-document-at.server.ts';
import type { Quoted } from '../../pages/viewer-path.ts';
import { findQuote, type QuoteFound } from './find-quote.ts';
import { LoadFailure } from './load-failure.tsx';
import { PdfPage } from './pdf-page.tsx';
import { readPieces, withRecognised } from './pdf-pieces.ts';
import { turnedOn, type QuarterTurn } from './quarter-turn.ts';
import { quoteOn } from './quote-on.ts';
import { usePageKeys } from './use-page-keys.ts';
import type { PDFDocumentProxy } from './pdf-engine.client.ts';
import { useFitWidth } from './use-fit-width.ts';
import { usePdf } from './use-pdf.ts';
import { Overleaf } from './quote-banner.tsx';
import { ViewerHeader } from './viewer-header.tsx';

/** Times the width that fits. */
const ZOOMS = [1, 1.25, 1.5, 2, 3];
const A4 = Math.SQRT2;
/** Width of a page that fits a wide screen, in CSS pixels. */
const COMFORTABLE = 860;

export type PdfViewerProps = {
  documentId: string;
  title: string;
  pages: number | null;
  page: number;
  onPage: (page: number) => void;
  quoted: Quoted | null;
  /** What is printed as the number of a page, where that differs. */
  labels: Record<number, string>;
  onAskAgain?: (() => void) | undefined;
} & Pick<ShownDocument, 'scans' | 'recognised'>;

/** A PDF, one page at a time, with the quoted passage marked (F4). */
export function PdfViewer(props: PdfViewerProps) {
  const { documentId, title, pages: knownPages, page: askedPage, onPage, quoted } = props;
  const { labels, scans, recognised, onAskAgain } = props;
  const [ratio, setRatio] = useState(A4);
  const [seen, setSeen] = useState<{ page: number; hasText: boolean; marked: QuoteFound } | null>(null);
  const [pageFailed, setPageFailed] = useState<number | null>(null);
  const [frame, fit] = useFitWidth(COMFORTABLE);
  const { state, again } = usePdf(documentId);

  const pages = state.status === 'ready' ? state.pdf.numPages : knownPages;
  const page = pages === null ? askedPage : Math.min(askedPage, pages);
  const { zoom, factor } = useZoom();
  const { turnOf, onTurn } = useTurns();
  const marking = quoteOn(quoted, page);

  const turn = useTurning(pages, onPage, setPageFailed);
  usePageKeys({
    onBack: () => turn(page - 1),
    onForward: () => turn(page + 1),
    onLarger: zoom.onIn,
    onSmaller: zoom.onOut,
    onTurn: () => onTurn(page),
  });
  const lookOverleaf = useOverleaf(quoted, recognised, turn);
  const width = Math.floor(fit * factor);
  return (
    <>
      <ViewerHeader
        {...{ documentId, page, pages, labels, quoted, zoom, onAskAgain }}
        marked={seen?.page === page ? seen.marked : null}
        scanned={scans[page] === 'read'}
        onRotate={() => onTurn(page)}
        onPage={turn}
      />
      <div ref={frame} className="mx-auto w-full max-w-5xl px-3 py-4 sm:px-6">
        {state.status === 'failed' ? (
          <LoadFailure title="The document cannot be shown" error={state.error} onAgain={again} />
        ) : (
          <Sideways label={`Page ${page}${pages ? ` of ${pages}` : ''} of ${title}`}>
            <Sheet width={width} ratio={ratio}>
              {state.status === 'loading' || width === 0 ? (
                <Loading share={state.status === 'loading' ? state.share : 1} />
              ) : (
                <PdfPage
                  pdf={state.pdf}
                  TextLayer={state.TextLayer}
                  page={page}
                  width={width}
                  turn={turnOf(page)}
                  quote={marking.quote}
                  edge={marking.edge}
                  recognised={recognised[page]}
                  onRendered={(result) => {
                    setRatio(result.ratio);
                    setSeen({ page, hasText: result.hasText, marked: result.marked });
                    if (result.marked === 'none' && marking.edge === 'begins') void lookOverleaf(state.pdf);
                  }}
                  onFailed={() => setPageFailed(page)}
                />
              )}
            </Sheet>
          </Sideways>
        )}
        {state.status === 'failed' ? null : <Overleaf quoted={quoted} labels={labels} shown={page} onPage={turn} />}
        <Remarks
          page={page}
          failed={pageFailed === page}
          scan={scans[page]}
          hasText={seen?.page === page ? seen.hasText : null}
        />
      </div>
    </>
  );
}

/** Turns to another page, when there is one. */
function useTurning(
  pages: number | null,
  onPage: (page: number) => void,
  setPageFailed: (page: null) => void,
): (to: number) => void {
  return useCallback(
    (to) => {
      if (to < 1 || (pages !== null && to > pages)) return;
      setPageFailed(null);
      onPage(to);
    },
    [pages, onPage, setPageFailed],
  );
}

/** Of a passage that may stand on two pages all can be on the second one: then that one is opened, once. */
function useOverleaf(
  quoted: Quoted | null,
  recognised: ShownDocument['recognised'],
  turn: (page: number) => void,
): (pdf: PDFDocumentProxy) => Promise<void> {
  const looked = useRef<string | null>(null);
  return async (pdf) => {
    if (!quoted || looked.current === quoted.text) return;
    looked.current = quoted.text;
    const own = await readPieces(await pdf.getPage(quoted.to));
    const { pieces } = withRecognised(own, recognised[quoted.to] ?? []);
    if (findQuote(pieces, quoted.text, 'ends').length > 0) turn(quoted.to);
  };
}

/** An enlarged page scrolls sideways, by keyboard too. */
function Sideways({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={label} tabIndex={0} className="overflow-x-auto overscroll-x-contain">
      {children}
    </section>
  );
}

/** The paper of a page. Before its width is known the same size comes from CSS alone, so that nothing jumps. */
function Sheet({ width, ratio, children }: { width: number; ratio: number; children: ReactNode }) {
  return (
    <div
      className="white-sheet relative mx-auto overflow-hidden rounded-sm shadow-card ring-1 ring-hairline"
      style={
        width > 0
          ? { width, height: Math.round(width * ratio) }
          : { width: '100%', maxWidth: COMFORTABLE, aspectRatio: `1 / ${ratio}` }
      }
    >
      {children}
    </div>
  );
}

type RemarksProps = {
  page: number;
  failed: boolean;
  scan: ShownDocument['scans'][number] | undefined;
  /** Whether the file has text on the page; null until it is drawn, so that nothing stands here and moves. */
  hasText: boolean | null;
};

/** What there is to say of a page that cannot be drawn, is a scan, or has no text. */
function Remarks({ page, failed, scan, hasText }: RemarksProps) {
  const words =
    scan === 'read'
      ? 'This page is a scan. Its text was recognised by a program, so that it can be searched, selected and read ' +
        'out; letters may be mistaken, and the picture is what counts.'
      : scan === 'unreadable'
        ? 'This page is a scan that could not be read well enough: nothing in its picture is searched, quoted or ' +
          'read out.'
        : hasText === false
          ? 'This page is a picture: it holds no text to search, select or read out.'
          : null;
  return (
    <>
      {failed ? (
        <Alert tone="caution" title={`Page ${page} cannot be drawn`} className="mt-4">
          Turn to another page, or download the document to read it in another program.
        </Alert>
      ) : null}
      {words !== null && hasText !== null ? (
        <p className="mx-auto mt-3 max-w-prose text-center text-sm text-ink-soft">{words}</p>
      ) : null}
    </>
  );
}

/** How far each page was turned, and turning one by a quarter: it stays so while the document is open. */
function useTurns() {
  const [turns, setTurns] = useState<Readonly<Record<number, QuarterTurn>>>({});
  const turnOf = (page: number): QuarterTurn => turns[page] ?? 0;
  const onTurn = (page: number) => setTurns((now) => ({ ...now, [page]: turnedOn(now[page] ?? 0) }));
  return { turnOf, onTurn };
}

/** How large a page is shown: `factor` times the width that fits, and what the toolbar shows and does about it. */
function useZoom() {
  const [step, setStep] = useState(0);
  const onIn = useCallback(() => setStep((now) => Math.min(now + 1, ZOOMS.length - 1)), []);
  const onOut = useCallback(() => setStep((now) => Math.max(now - 1, 0)), []);
  const factor = ZOOMS[step] ?? 1;
  const zoom = { percent: Math.round(factor * 100), canIn: step < ZOOMS.length - 1, canOut: step > 0, onIn, onOut };
  return { factor, zoom };
}

function Loading({ share }: { share: number }) {
  return (
    <div className="absolute inset-0 grid animate-breathe content-start gap-4 p-[9%]">
      <span aria-hidden className="h-6 w-2/3 rounded bg-sand" />
      <span aria-hidden className="h-3 w-full rounded bg-sand" />
      <span aria-hidden className="h-3 w-11/12 rounded bg-sand" />
      <span aria-hidden className="h-3 w-4/5 rounded bg-sand" />
      <div className="pt-4">
        <ProgressBar value={Math.round(share * 100)} label="Loading the document" />
      </div>
    </div>
  );
}
