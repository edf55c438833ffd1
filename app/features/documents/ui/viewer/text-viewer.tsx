import { clsx } from 'clsx';
import { FileX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import type { Quoted } from '../../pages/viewer-path.ts';
import { markedOf, PageText } from './page-text.tsx';
import { quoteOn } from './quote-on.ts';
import { usePageKeys } from './use-page-keys.ts';
import { Overleaf } from './quote-banner.tsx';
import { ViewerHeader } from './viewer-header.tsx';

export type TextViewerProps = {
  documentId: string;
  title: string;
  pages: number | null;
  page: number;
  text: string;
  headings: { title: string; level: number }[];
  labels: Record<number, string>;
  onPage: (page: number) => void;
  quoted: Quoted | null;
  onAskAgain?: (() => void) | undefined;
};

/** A document that is no PDF: the text of its page as extracted, with the quoted passage marked. */
export function TextViewer(props: TextViewerProps) {
  const { documentId, title, pages, page, text, headings, labels, onPage, quoted, onAskAgain } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const shown = { text, headings, ...quoteOn(quoted, page) };
  const turn = (to: number) => {
    if (to >= 1 && (pages === null || to <= pages)) onPage(to);
  };
  usePageKeys({ onBack: () => turn(page - 1), onForward: () => turn(page + 1) });
  useEffect(() => {
    sheet.current?.querySelector('mark')?.scrollIntoView({ block: 'center', behavior: 'instant' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each page brings its own marks
  }, [page, text]);
  return (
    <>
      <ViewerHeader
        documentId={documentId}
        page={page}
        pages={pages}
        labels={labels}
        quoted={quoted}
        marked={shown.quote ? markedOf(shown) : null}
        onPage={turn}
        onAskAgain={onAskAgain}
      />
      <div className="mx-auto w-full max-w-3xl px-3 py-4 sm:px-6">
        {text.trim() === '' ? (
          <EmptyState icon={FileX} title="No text on this page">
            Turn to another page, or download the document to see all of it.
          </EmptyState>
        ) : (
          <article
            ref={sheet}
            aria-label={`Page ${page}${pages ? ` of ${pages}` : ''} of ${title}`}
            className={clsx('rounded-sm bg-paper px-5 py-8 shadow-card ring-1 ring-hairline', 'sm:px-12 sm:py-12')}
          >
            <PageText {...shown} />
          </article>
        )}
        <Overleaf quoted={quoted} labels={labels} shown={page} onPage={turn} />
      </div>
    </>
  );
}
