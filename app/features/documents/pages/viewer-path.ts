/** Longest quote that goes into an address. A longer one comes with the document, by the answer that cites it. */
const MAX_QUOTE = 600;
/** Ends a quote of which there is more. */
const CUT = '…';

/** A page's number as an address has it; `otherwise` for anything else. */
function pageNumber(given: string | null, otherwise: number): number {
  const number = /^\d{1,5}$/.test(given ?? '') ? Number(given) : 0;
  return number >= 1 ? number : otherwise;
}

type ViewerPlace = {
  page?: number;
  last_page?: number | undefined;
  quote?: string;
  /** The answer that quotes it, and as which of its citations, counted from 0. */
  answer?: CitedBy | undefined;
};

/** One citation of an answer. */
export type CitedBy = { messageId: string; citation: number };

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
  if (place.quote) search.set('quote', shorten(place.quote));
  if (place.answer) {
    search.set('answer', place.answer.messageId);
    search.set('cite', String(place.answer.citation + 1));
  }
  return search;
}

/** Cut where a line or a word ends. */
function shorten(quote: string): string {
  if (quote.length <= MAX_QUOTE) return quote;
  const head = quote.slice(0, MAX_QUOTE - CUT.length);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  return `${head
    .slice(0, end > MAX_QUOTE / 2 ? end : undefined)
    .trimEnd()
    .toWellFormed()}${CUT}`;
}

/** The citation that an address names; null for none. */
export function readCitedBy(search: URLSearchParams): CitedBy | null {
  const [messageId, number] = [search.get('answer') ?? '', search.get('cite') ?? ''];
  return /^[\da-f-]{36}$/.test(messageId) && /^\d{1,3}$/.test(number) && Number(number) >= 1
    ? { messageId, citation: Number(number) - 1 }
    : null;
}

/** A quoted passage and its pages; two, where it goes on overleaf. */
export type Quoted = {
  text: string;
  from: number;
  to: number;
  /** There is more of it than is known here. */
  cut: boolean;
  /** The document has got another version since the answer. */
  changed: boolean;
};

/** The same of what is known of it. */
export const quotedText = (text: string, from: number, to: number, changed = false): Quoted => ({
  text,
  from,
  to: to === from + 1 ? to : from,
  cut: text.endsWith(CUT),
  changed,
});

/**
 * The place in such an address: page 1 unless it says otherwise. The quote keeps its pages once the reader has turned
 * to another.
 */
export function readViewerPlace(search: URLSearchParams): { page: number; quoted: Quoted | null } {
  const page = pageNumber(search.get('page'), 1);
  const text = search.get('quote')?.trim().slice(0, MAX_QUOTE);
  if (!text) return { page, quoted: null };
  const from = pageNumber(search.get('quoted'), page);
  return { page, quoted: quotedText(text, from, pageNumber(search.get('to'), from)) };
}
