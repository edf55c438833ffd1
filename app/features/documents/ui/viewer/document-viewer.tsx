import { useLocation, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import type { ShownDocument } from '../../pages/read-document-at.server.ts';
import { readCitedBy, readViewerPlace, type Quoted } from '../../pages/viewer-path.ts';
import { PdfViewer } from './pdf-viewer.tsx';
import { TextViewer } from './text-viewer.tsx';

type DocumentViewerProps = {
  document: ShownDocument;
  /** Asks anew what the answer was asked whose source this is. */
  onAskAgain?: (() => void) | undefined;
};

/** A document at the place that the page's address names; turning its pages changes that address. */
export function DocumentViewer({ document, onAskAgain }: DocumentViewerProps) {
  const { id, title, pages, text, labels, scans, recognised } = document;
  const [search, setSearch] = useSearchParams();
  const { page: addressed, quoted } = placeOf(search, document.quoted);
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
  const shared = { documentId: id, title, pages, onPage, quoted, labels, onAskAgain };
  return text === null ? (
    <PdfViewer page={page} scans={scans} recognised={recognised} {...shared} />
  ) : (
    <TextViewer page={text.page} text={text.content} headings={text.headings} {...shared} />
  );
}

/**
 * The place in an address, with all of the quote where it came with the document: until its reader turns the pages it
 * is on the page where it stands now, whatever the answer said.
 */
function placeOf(search: URLSearchParams, came: ShownDocument['quoted']): { page: number; quoted: Quoted | null } {
  const place = readViewerPlace(search);
  const by = readCitedBy(search);
  const isIts = came !== null && by?.messageId === came.by.messageId && by.citation === came.by.citation;
  if (!isIts) return place;
  return { page: search.has('quoted') ? place.page : came.from, quoted: came };
}
