import { useNavigation } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentDetails } from '../describe-document.ts';
import { isMoving, isOpen, watchDocuments } from './watch-documents.ts';

/** Why the recognition of scans was ended is written down a moment after it was. Milliseconds. */
const SETTLED = 3_000;

/** What was asked for, and the loader's answer that the page had then: a newer one of the loader's counts instead. */
type Seen = { document: DocumentDetails; during: DocumentDetails[] };

type WatchOptions = {
  /** What the page's loader gave: the same array until it gives another answer. */
  documents: DocumentDetails[];
  /**
   * Hears of each document that became ready, failed or went, again when the recognition of its scans has ended, and
   * once more a little later.
   */
  onEnded: (document: DocumentDetails | null) => void;
};

/**
 * Keeps documents that are being read up to date by `GET /api/documents/:id`. `latest` is a document's newest state, by
 * id, `isGone` whether it was deleted since; `follow` adds one that the loader does not know yet. `stalled` is true
 * once watching has given up.
 */
export function useDocumentWatch({ documents, onEnded }: WatchOptions) {
  // What is sent may delete what is watched.
  const paused = (useNavigation().formMethod ?? 'GET') !== 'GET';
  const [seen, setSeen] = useState<ReadonlyMap<string, Seen>>(new Map());
  const [followed, setFollowed] = useState<readonly string[]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [stalledOn, setStalledOn] = useState('');
  const current = useRef({ documents, onEnded });
  useEffect(() => {
    current.current = { documents, onEnded };
  });

  const page = useRef<AbortSignal>(undefined);
  useEffect(() => {
    const left = new AbortController();
    page.current = left.signal;
    return () => left.abort();
  }, []);

  const ids = useMemo(() => {
    if (paused) return '';
    const listed = documents.filter(isMoving).map((document) => document.id);
    const others = followed.filter((id) => !documents.some((document) => document.id === id));
    return [...new Set([...listed, ...others])].sort().join(' ');
  }, [documents, followed, paused]);

  useEffect(() => {
    if (ids === '') return;
    const stop = new AbortController();
    const readable = new Set(current.current.documents.filter((one) => !isOpen(one)).map(({ id }) => id));
    const scanned = new Set(current.current.documents.filter((one) => one.recognition).map(({ id }) => id));
    watchDocuments({
      ids: ids.split(' '),
      look: lookAt,
      pause: pauseWhileHidden,
      signal: stop.signal,
      onPatienceEnd: () => setStalledOn(ids),
      onChange(id, document) {
        if (document) setSeen((before) => new Map(before).set(id, { document, during: current.current.documents }));
        else setGone((before) => new Set(before).add(id));
        const ended = !document || !isMoving(document);
        if (ended) setFollowed((before) => before.filter((other) => other !== id));
        // Once when it can be read, and once more when nothing of it moves.
        if (ended || (!isOpen(document) && !readable.has(id))) current.current.onEnded(document);
        if (document && !isOpen(document)) readable.add(id);
        if (document?.recognition) scanned.add(id);
        else if (ended && page.current && scanned.delete(id))
          pauseWhileHidden(SETTLED, page.current).then(
            () => current.current.onEnded(document),
            () => {},
          );
      },
    }).catch(() => {
      // Only an abort ends here, and then there is nothing left to do.
    });
    return () => stop.abort();
  }, [ids]);

  const latest = useCallback(
    (id: string) => {
      const listed = documents.find((document) => document.id === id);
      const asked = seen.get(id);
      return listed && asked?.during !== documents ? listed : asked?.document;
    },
    [seen, documents],
  );
  const follow = useCallback((id: string) => setFollowed((before) => [...before, id]), []);
  const isGone = useCallback((id: string) => gone.has(id), [gone]);
  return { latest, isGone, follow, stalled: ids !== '' && stalledOn === ids };
}

async function lookAt(id: string, signal: AbortSignal): Promise<DocumentDetails | null> {
  const response = await fetch(`/api/documents/${id}`, { headers: { Accept: 'application/json' }, signal });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`The state of a document could not be asked for (${response.status}).`);
  return (await response.json()) as DocumentDetails;
}

/** Waits, and goes on waiting while nobody looks at the tab. */
function pauseWhileHidden(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      if (document.hidden && !signal.aborted) return;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', finish);
      signal.removeEventListener('abort', finish);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(() => {
      document.addEventListener('visibilitychange', finish);
      finish();
    }, milliseconds);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}
