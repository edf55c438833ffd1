import { insertCitations, listTextsAt } from '#db/queries/documents/citations.ts';
import { UUID } from '#db/patterns.ts';
import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { HouseScope, Tx } from '#db/scope.ts';
import { locatePassage } from '#app/features/retrieval/locate-passage.ts';
import type { RankedPassage } from '#app/features/retrieval/rank-passages.ts';

/** Citations of one answer that are written down; an answer has a handful. */
const MOST = 30;

export type ReadPassage = Pick<RankedPassage, 'chunkId' | 'documentId' | 'page' | 'heading' | 'ordinal' | 'text'>;
type Present = Awaited<ReturnType<typeof listTextsAt>>[number];

/**
 * Writes down which passages of documents an answer has cited, in the transaction that stores it, so that it is found
 * when one of them changes (G12). `whole`: a model has read all of each passage, whatever it quotes of it. `read`: what
 * the answer was made of, as it read then.
 */
export async function noteCitations(
  tx: Tx,
  scope: HouseScope,
  messageId: string,
  { citations, whole, read }: { citations: readonly Citation[]; whole: boolean; read: readonly ReadPassage[] },
): Promise<void> {
  const cited = citations.flatMap((one, ordinal) => (UUID.test(one.document_id) ? [{ ...one, ordinal }] : []));
  const some = cited.slice(0, MOST);
  const texts = await listTextsAt(
    tx,
    scope,
    some.map((one) => ({ documentId: one.document_id, from: one.page, to: one.last_page ?? one.page })),
  );
  const ids = new Set(texts.map(({ id }) => id));
  // Of a document that was replaced while the answer was made, what was read is there no more.
  const replaced = read.filter(({ chunkId }) => !ids.has(chunkId));
  await insertCitations(
    tx,
    scope,
    some.map(({ document_id: documentId, ordinal, page, quote, last_page: lastPage }) => {
      const place = { documentId, page, lastPage: lastPage ?? page };
      const former = locatePassage(replaced.filter(isAt(place)), quote, whole);
      const passage = former ?? locatePassage(texts.filter(isAt(place)), quote, whole);
      return { messageId, ordinal, documentId, page, quote, passage, present: former === null && passage !== null };
    }),
  );
}

const isAt =
  (place: { documentId: string; page: number; lastPage: number }) =>
  (text: Pick<Present, 'documentId' | 'page'> & Partial<Pick<Present, 'lastPage'>>) =>
    text.documentId === place.documentId && text.page <= place.lastPage && (text.lastPage ?? text.page) >= place.page;
