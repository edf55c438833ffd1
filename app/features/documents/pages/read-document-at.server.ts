import { withScope, type HouseScope } from '#db/scope.ts';
import { getDocument } from '../get-document.server.ts';
import { readPage } from './read-page.server.ts';
import { readPlaces } from './read-places.server.ts';
import { readViewerPlace } from './viewer-path.ts';

/**
 * What a viewer shows of a document at the place that an address names (F4, F5): of a PDF what was recognised in its
 * pictures, of other kinds the text of the page. Throws AppError 404.
 */
export async function readDocumentAt(scope: HouseScope, documentId: string | undefined, search: URLSearchParams) {
  const { page, quoted } = readViewerPlace(search);
  const read = async () => {
    const document = await getDocument(scope, documentId);
    const { id, title, pages, kind } = document;
    const pictured = kind === 'pdf' ? [page, ...(quoted ? [quoted.from, quoted.to] : [])] : [];
    const places = await readPlaces(scope, document, [...new Set(pictured)]);
    if (kind === 'pdf') return { id, title, pages, ...places, text: null };
    // Past the end the last page is shown; the viewer mends the address.
    const shown = pages === null ? page : Math.min(page, pages);
    const { text: content = '', headings = [] } = (await readPage(scope, document, shown)) ?? {};
    return { id, title, pages, ...places, text: { page: shown, content, headings } };
  };
  return withScope(scope, read, { readOnly: true });
}

export type ShownDocument = Awaited<ReturnType<typeof readDocumentAt>>;
