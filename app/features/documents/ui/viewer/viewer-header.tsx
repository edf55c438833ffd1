import type { Quoted } from '../../pages/viewer-path.ts';
import { QuoteBanner } from './quote-banner.tsx';
import { ViewerToolbar, type ViewerToolbarProps } from './viewer-toolbar.tsx';

type ViewerHeaderProps = Pick<ViewerToolbarProps, 'page' | 'pages' | 'onPage' | 'zoom' | 'onRotate'> & {
  documentId: string;
  /** What is printed as the number of a page, where that differs. */
  labels: Record<number, string>;
  quoted: Quoted | null;
  /** Whether something is marked on the shown page; null while that is not known. */
  marked: boolean | null;
  /** Was the shown page's text recognised in a scan? */
  scanned?: boolean;
};

/** What stands over a document's page: the toolbar, and the passage that an answer rests on. */
export function ViewerHeader({ documentId, labels, quoted, marked, scanned = false, ...toolbar }: ViewerHeaderProps) {
  const { page, onPage } = toolbar;
  return (
    <>
      <ViewerToolbar {...toolbar} label={labels[page]} downloadHref={`/documents/${documentId}/download?save`} />
      {quoted ? <QuoteBanner {...{ quoted, labels, marked, scanned, onPage }} shown={page} /> : null}
    </>
  );
}
