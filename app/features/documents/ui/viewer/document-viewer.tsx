import { useLocation, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import type { ShownDocument } from '../../pages/read-document-at.server.ts';
import { readViewerPlace } from '../../pages/viewer-path.ts';
import { PdfViewer } from './pdf-viewer.tsx';
import { TextViewer } from './text-viewer.tsx';

/** A document at the place that the page's address names; turning its pages changes that address. */
export function DocumentViewer({ document }: { document: ShownDocument }) {
  const { id, title, pages, text, labels, scans, recognised } = document;
  const [search, setSearch] = useSearchParams();
  const { page: addressed, quoted } = readViewerPlace(search);
  const quotedPage = quoted?.from;
  const location = useLocation();
  // The page turns at once; the address follows, and leads where a link or Back wants.
  const [turned, setTurned] = useState<{ from: number; to: number } | null>(null);
  const page = turned?.from === addressed ? turned.to : addressed;
  const onPage = useCallback(
    (to: number) => {
      setTurned({ from: addressed, to });
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          // The quote keeps its own page while the reader turns others.
          if (quotedPage !== undefined) after.set('quoted', String(quotedPage));
          after.set('page', String(to));
          return after;
        },
        { replace: true, preventScrollReset: true, state: location.state },
      );
    },
    [setSearch, location.state, quotedPage, addressed],
  );
  // An address past the end becomes that of the last page, which is shown.
  useEffect(() => {
    if (pages === null || addressed <= pages) return;
    const mend = (before: URLSearchParams) => {
      const after = new URLSearchParams(before);
      after.set('page', String(pages));
      return after;
    };
    setSearch(mend, { replace: true, preventScrollReset: true, state: location.state });
  }, [addressed, pages, setSearch, location.state]);
  const shared = { documentId: id, title, pages, onPage, quoted, labels };
  return text === null ? (
    <PdfViewer page={page} scans={scans} recognised={recognised} {...shared} />
  ) : (
    <TextViewer page={text.page} text={text.content} headings={text.headings} {...shared} />
  );
}
