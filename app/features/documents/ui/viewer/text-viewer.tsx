import { clsx } from 'clsx';
import { FileX } from 'lucide-react';
import { Fragment, useEffect, useRef } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { findQuote } from './find-quote.ts';
import { QuoteBanner } from './quote-banner.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';

export type TextViewerProps = {
  documentId: string;
  title: string;
  pages: number | null;
  page: number;
  text: string;
  onPage: (page: number) => void;
  quote: { text: string; page: number } | null;
};

/** A document that is no PDF: the text of its page as extracted, with the quoted passage marked. */
export function TextViewer({ documentId, title, pages, page, text, onPage, quote }: TextViewerProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const ranges = quote && quote.page === page ? findQuote([text], quote.text) : [];
  const turn = (to: number) => {
    if (to >= 1 && (pages === null || to <= pages)) onPage(to);
  };
  usePageKeys({ onBack: () => turn(page - 1), onForward: () => turn(page + 1) });
  useEffect(() => {
    sheet.current?.querySelector('mark')?.scrollIntoView({ block: 'center', behavior: 'instant' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each page brings its own marks
  }, [page, text]);

  const parts = ranges.map(({ start, end }, index) => (
    <Fragment key={start}>
      {text.slice(ranges[index - 1]?.end ?? 0, start)}
      <mark className="rounded-sm bg-gold-wash box-decoration-clone px-0.5 text-ink">{text.slice(start, end)}</mark>
    </Fragment>
  ));
  return (
    <>
      <ViewerToolbar page={page} pages={pages} onPage={turn} downloadHref={`/documents/${documentId}/download?save`} />
      {quote ? (
        <QuoteBanner
          quote={quote.text}
          page={quote.page}
          shown={page}
          marked={page === quote.page ? ranges.length > 0 : null}
        />
      ) : null}
      <div className="mx-auto w-full max-w-3xl px-3 py-4 sm:px-6">
        {text.trim() === '' ? (
          <EmptyState icon={FileX} title="No text on this page">
            Turn to another page, or download the document to see all of it.
          </EmptyState>
        ) : (
          <article
            ref={sheet}
            aria-label={`Page ${page}${pages ? ` of ${pages}` : ''} of ${title}`}
            className={clsx(
              'rounded-sm bg-paper px-5 py-8 leading-relaxed whitespace-pre-wrap shadow-card ring-1 ring-hairline',
              'sm:px-12 sm:py-12',
            )}
          >
            {parts}
            {text.slice(ranges.at(-1)?.end ?? 0)}
          </article>
        )}
      </div>
    </>
  );
}
