import type { Quoted } from '../../pages/viewer-path.ts';
import type { QuoteFound } from './find-quote.ts';
import { QuoteBanner } from './quote-banner.tsx';
import { ViewerToolbar, type ViewerToolbarProps } from './viewer-toolbar.tsx';

type ViewerHeaderProps = Pick<ViewerToolbarProps, 'page' | 'pages' | 'onPage' | 'zoom' | 'onRotate'> & {
  documentId: string;
  /** What is printed as the number of a page, where that differs. */
  labels: Record<number, string>;
  quoted: Quoted | null;
  /** How much of it is marked on the shown page; null while that is not known. */
  marked: QuoteFound | null;
  /** Was the shown page's text recognised in a scan? */
  scanned?: boolean;
  /** Asks what the answer was asked once more; absent where that is not known. */
  onAskAgain?: (() => void) | undefined;
};

/** What stands over a document's page: the toolbar, and the passage that an answer rests on. */
export function ViewerHeader(props: ViewerHeaderProps) {
  const { documentId, labels, quoted, marked, scanned = false, onAskAgain, ...toolbar } = props;
  const { page, onPage } = toolbar;
  return (
    <>
      <ViewerToolbar {...toolbar} label={labels[page]} downloadHref={`/documents/${documentId}/download?save`} />
      {quoted ? <QuoteBanner {...{ quoted, labels, marked, scanned, onPage, onAskAgain }} shown={page} /> : null}
    </>
  );
}
