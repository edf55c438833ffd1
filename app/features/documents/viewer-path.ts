import { z } from 'zod';

/** Longest quote that goes into an address; its beginning is enough to find the place. */
const MAX_QUOTE = 600;

const pageNumber = z.coerce.number().int().min(1).max(99_999);

/** The page that shows a document at a page, with a passage marked (F4). */
export function viewerPath(documentId: string, place: { page?: number; quote?: string } = {}): string {
  const search = new URLSearchParams();
  if (place.page !== undefined) search.set('page', String(place.page));
  if (place.quote) search.set('quote', place.quote.slice(0, MAX_QUOTE));
  return `/home/documents/${documentId}${search.size > 0 ? `?${search}` : ''}`;
}

/**
 * The place in such an address: page 1 unless it says otherwise; `quotedPage` is where the quote stands once the reader
 * has turned the page.
 */
export function readViewerPlace(search: URLSearchParams): { page: number; quote: string | null; quotedPage: number } {
  const page = pageNumber.catch(1).parse(search.get('page') ?? 1);
  const quote = search.get('quote')?.trim().slice(0, MAX_QUOTE) || null;
  return { page, quote, quotedPage: pageNumber.catch(page).parse(search.get('quoted') ?? page) };
}
