/** Longest quote that goes into an address; its beginning is enough to find the place. */
const MAX_QUOTE = 600;

/** A page's number as an address has it; `otherwise` for anything else. */
function pageNumber(given: string | null, otherwise: number): number {
  const number = /^\d{1,5}$/.test(given ?? '') ? Number(given) : 0;
  return number >= 1 ? number : otherwise;
}

type ViewerPlace = { page?: number; last_page?: number | undefined; quote?: string };

/** The page that shows a document at a page, with a passage marked (F4). */
export function viewerPath(documentId: string, place: ViewerPlace = {}): string {
  const search = viewerSearch(place);
  return `/home/documents/${documentId}${search.size > 0 ? `?${search}` : ''}`;
}

/** The place as parameters of an address. */
export function viewerSearch(place: ViewerPlace): URLSearchParams {
  const search = new URLSearchParams();
  if (place.page !== undefined) search.set('page', String(place.page));
  if (place.last_page !== undefined) search.set('to', String(place.last_page));
  if (place.quote) search.set('quote', place.quote.slice(0, MAX_QUOTE));
  return search;
}

/** A quoted passage and its pages; two, where it goes on overleaf. */
export type Quoted = { text: string; from: number; to: number };

/**
 * The place in such an address: page 1 unless it says otherwise. The quote keeps its pages once the reader has turned
 * to another.
 */
export function readViewerPlace(search: URLSearchParams): { page: number; quoted: Quoted | null } {
  const page = pageNumber(search.get('page'), 1);
  const text = search.get('quote')?.trim().slice(0, MAX_QUOTE);
  if (!text) return { page, quoted: null };
  const from = pageNumber(search.get('quoted'), page);
  const to = pageNumber(search.get('to'), from);
  return { page, quoted: { text, from, to: to === from + 1 ? to : from } };
}
