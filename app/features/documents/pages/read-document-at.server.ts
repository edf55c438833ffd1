import { findPageWithLines } from '#db/queries/documents/pages.ts';
import type { StoredDocument } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { getDocument } from '../get-document.server.ts';
import { readPage } from './read-page.server.ts';
import { readPlaces } from './read-places.server.ts';
import { quotedText, readViewerPlace, type CitedBy, type Quoted } from './viewer-path.ts';

/** A quote as an answer has it: its pages then, and when it was answered. */
export type CitedQuote = CitedBy & { quote: string; from: number; to: number; at: Date };

/**
 * What a viewer shows of a document at the place that an address names (F4, F5): of a PDF what was recognised in its
 * pictures, of other kinds the text of the page. `cited`: the answer's quote that is marked, wherever it stands in the
 * document as it is now. Throws AppError 404.
 */
export async function readDocumentAt(
  scope: HouseScope,
  documentId: string | undefined,
  search: URLSearchParams,
  cited: CitedQuote | null = null,
) {
  const place = readViewerPlace(search);
  const read = async () => {
    const document = await getDocument(scope, documentId);
    const { id, title, pages, kind } = document;
    const quoted = cited ? await findQuoted(scope, document, cited) : place.quoted;
    // Until its reader turns the pages the one with the quote is shown.
    const page = quoted && !search.has('quoted') ? quoted.from : place.page;
    const pictured = kind === 'pdf' ? [page, ...(quoted ? [quoted.from, quoted.to] : [])] : [];
    const places = await readPlaces(scope, document, [...new Set(pictured)]);
    const by = cited ? { messageId: cited.messageId, citation: cited.citation } : null;
    const shared = { id, title, pages, ...places, quoted: by && quoted ? { by, ...quoted } : null };
    if (kind === 'pdf') return { ...shared, text: null };
    // Past the end the last page is shown; the viewer mends the address.
    const shown = pages === null ? page : Math.min(page, pages);
    const { text: content = '', headings = [] } = (await readPage(scope, document, shown)) ?? {};
    return { ...shared, text: { page: shown, content, headings } };
  };
  return withScope(scope, read, { readOnly: true });
}

export type ShownDocument = Awaited<ReturnType<typeof readDocumentAt>>;

/** Lines by which a quote is looked for in a new version. */
const MOST_LINES = 8;
/** A shorter line may stand anywhere. Characters. */
const SHORTEST = 12;

/** Where a quote stands: in another version than the answer's, on the page that has the most of its lines. */
async function findQuoted(
  scope: HouseScope,
  document: StoredDocument,
  { quote, from, to, at }: CitedQuote,
): Promise<Quoted> {
  const changed = document.version > 1 && document.readyAt !== null && document.readyAt > at;
  if (!changed) return quotedText(quote, from, to);
  const lines = quote
    .split(/\n|(?<=[.!?])\s/)
    .map((line) => line.trim().replace(/…$/, ''))
    .filter((line) => line.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST_LINES);
  const version = { documentId: document.id, versionId: document.versionId };
  const found =
    lines.length > 0
      ? await withScope(scope, (tx) => findPageWithLines(tx, scope, version, lines), { readOnly: true })
      : undefined;
  const page = found ?? Math.min(from, document.pages ?? from);
  return quotedText(quote, page, page === from ? to : page, true);
}
