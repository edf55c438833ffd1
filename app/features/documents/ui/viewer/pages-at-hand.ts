import type { ShownDocument } from '../../pages/read-document-at.server.ts';

/** What a viewer shows, for its element's `data-viewer`: `scans` is a PDF with pages whose text comes page by page. */
export function viewerKind({ text, scans }: ShownDocument): 'pdf' | 'scans' | 'text' {
  if (text !== null) return 'text';
  return Object.values(scans).includes('read') ? 'scans' : 'pdf';
}

/**
 * Whether all that the viewer on screen needs to go to another page is here already: of a PDF its text and pictures
 * are; what was recognised in a scan comes with its page, and is done without where there is no network.
 */
export function arePagesAtHand(): boolean {
  const kind = document.querySelector<HTMLElement>('[data-viewer]')?.dataset.viewer;
  return kind === 'pdf' || (kind === 'scans' && !navigator.onLine);
}
