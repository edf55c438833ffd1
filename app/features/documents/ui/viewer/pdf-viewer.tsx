import { useCallback, useEffect, useRef, useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { PdfPage } from './pdf-page.tsx';
import { QuoteBanner } from './quote-banner.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { usePdf } from './use-pdf.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';

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
  quote: { text: string; page: number } | null;
};

/** A PDF, one page at a time, with the quoted passage marked (F4). */
export function PdfViewer({ documentId, title, pages: knownPages, page: askedPage, onPage, quote }: PdfViewerProps) {
  const [zoomStep, setZoomStep] = useState(0);
  const [ratio, setRatio] = useState(A4);
  const [seen, setSeen] = useState<{ page: number; hasText: boolean; marked: boolean } | null>(null);
  const [pageFailed, setPageFailed] = useState<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState(0);
  const { state, again } = usePdf(documentId);

  const pages = state.status === 'ready' ? state.pdf.numPages : knownPages;
  const page = pages === null ? askedPage : Math.min(askedPage, pages);
  const zoom = ZOOMS[zoomStep] ?? 1;
  const marking = quote && quote.page === page ? quote.text : null;

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) =>
      setFit(Math.floor(Math.min(COMFORTABLE, entry?.contentRect.width ?? 0))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const turn = useCallback(
    (to: number) => {
      if (to < 1 || (pages !== null && to > pages)) return;
      setPageFailed(null);
      onPage(to);
    },
    [pages, onPage],
  );
  const larger = useCallback(() => setZoomStep((step) => Math.min(step + 1, ZOOMS.length - 1)), []);
  const smaller = useCallback(() => setZoomStep((step) => Math.max(step - 1, 0)), []);
  usePageKeys({ onBack: () => turn(page - 1), onForward: () => turn(page + 1), onLarger: larger, onSmaller: smaller });

  const width = Math.floor(fit * zoom);
  return (
    <>
      <ViewerToolbar
        page={page}
        pages={pages}
        onPage={turn}
        zoom={{
          percent: Math.round(zoom * 100),
          canIn: zoomStep < ZOOMS.length - 1,
          canOut: zoomStep > 0,
          onIn: larger,
          onOut: smaller,
        }}
        downloadHref={`/documents/${documentId}/download?save`}
      />
      {quote ? (
        <QuoteBanner
          quote={quote.text}
          page={quote.page}
          shown={page}
          marked={seen?.page === quote.page ? seen.marked : null}
        />
      ) : null}
      <div ref={frame} className="mx-auto w-full max-w-5xl px-3 py-4 sm:px-6">
        {state.status === 'failed' ? (
          <Alert
            tone="caution"
            title="The document cannot be shown"
            action={
              state.error.again ? (
                <Button icon={RotateCcw} onClick={again}>
                  Try again
                </Button>
              ) : undefined
            }
          >
            {state.error.message}
          </Alert>
        ) : (
          // An enlarged page scrolls sideways, by keyboard too.
          <section
            aria-label={`Page ${page}${pages ? ` of ${pages}` : ''} of ${title}`}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            className="overflow-x-auto overscroll-x-contain"
          >
            <div
              className="relative mx-auto overflow-hidden rounded-sm bg-white shadow-card ring-1 ring-hairline"
              // Before the width is known the same size comes from CSS alone, so that nothing jumps.
              style={
                width > 0
                  ? { width, height: Math.round(width * ratio) }
                  : { width: '100%', maxWidth: COMFORTABLE, aspectRatio: `1 / ${ratio}` }
              }
            >
              {state.status === 'loading' || width === 0 ? (
                <Loading share={state.status === 'loading' ? state.share : 1} />
              ) : (
                <PdfPage
                  pdf={state.pdf}
                  TextLayer={state.TextLayer}
                  page={page}
                  width={width}
                  quote={marking}
                  onRendered={(result) => {
                    setRatio(result.ratio);
                    setSeen({ page, hasText: result.hasText, marked: result.marked });
                  }}
                  onFailed={() => setPageFailed(page)}
                />
              )}
            </div>
          </section>
        )}
        {pageFailed === page ? (
          <Alert tone="caution" title={`Page ${page} cannot be drawn`} className="mt-4">
            Turn to another page, or download the document to read it in another program.
          </Alert>
        ) : null}
        {seen?.page === page && !seen.hasText ? (
          <p className="mt-3 text-center text-sm text-ink-soft">
            This page is a picture: it holds no text to search, select or read out.
          </p>
        ) : null}
      </div>
    </>
  );
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
