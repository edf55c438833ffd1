import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';

/** Milliseconds that a page stays open before it is worth keeping. */
const STAY_MS = 2_000;

/** A document that this page shows, by itself or as the source of an answer. */
function documentIn({ pathname, search }: { pathname: string; search: string }): string | undefined {
  const id = /^\/home\/documents\/([0-9a-f-]{36})$/.exec(pathname)?.[1] ?? new URLSearchParams(search).get('source');
  return id ? `/home/documents/${id}` : undefined;
}

/** Asks the service worker to keep a page of this owner for when there is no network. */
export function keepOffline(path: string): void {
  navigator.serviceWorker?.controller?.postMessage({ keep: path });
}

/**
 * Installs the service worker (public/sw.js) and has it keep what the owner opens (F8). A page that was loaded by its
 * address is kept anyway.
 */
export function useKeptOffline(): void {
  const location = useLocation();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    // Blocked by the browser's settings: then there is no copy, and all else works.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  }, []);
  const shown = documentIn(location);
  useEffect(() => {
    if (shown === undefined) return undefined;
    const timer = setTimeout(() => keepOffline(shown), STAY_MS);
    return () => clearTimeout(timer);
  }, [shown]);
}
