/** Longest quote that goes into an address; its beginning is enough to find the place. */
const MAX_QUOTE = 600;

/** The page that shows a document at a page, with a passage marked (F4). */
export function viewerPath(documentId: string, place: { page?: number; quote?: string } = {}): string {
  const search = new URLSearchParams();
  if (place.page !== undefined) search.set('page', String(place.page));
  if (place.quote) search.set('quote', place.quote.slice(0, MAX_QUOTE));
  return `/home/documents/${documentId}${search.size > 0 ? `?${search}` : ''}`;
}
