import { insertCitations, listTextsAt } from '#db/queries/documents/citations.ts';
import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { HouseScope, Tx } from '#db/scope.ts';
import { locatePassage } from '#app/features/retrieval/locate-passage.ts';
import { UUID } from '#db/patterns.ts';

/** Citations of one answer that are written down; an answer has a handful. */
const MOST = 30;

/**
 * Writes down which passages of documents an answer has cited, in the transaction that stores it, so that it is found
 * when one of them changes (G12). `whole`: a model has read all of each passage, whatever it quotes of it.
 */
export async function noteCitations(
  tx: Tx,
  scope: HouseScope,
  messageId: string,
  { citations, whole }: { citations: readonly Citation[]; whole: boolean },
): Promise<void> {
  const cited = citations.flatMap((one, ordinal) => (UUID.test(one.document_id) ? [{ ...one, ordinal }] : []));
  const some = cited.slice(0, MOST);
  const texts = await listTextsAt(
    tx,
    scope,
    some.map((one) => ({ documentId: one.document_id, from: one.page, to: one.last_page ?? one.page })),
  );
  await insertCitations(
    tx,
    scope,
    some.map(({ document_id: documentId, ordinal, page, quote, last_page: lastPage }) => ({
      messageId,
      ordinal,
      documentId,
      page,
      quote,
      passage: locatePassage(
        texts.filter(
          (text) =>
            text.documentId === documentId && text.page <= (lastPage ?? page) && (text.lastPage ?? text.page) >= page,
        ),
        quote,
        whole,
      ),
    })),
  );
}
