import { findAnswer } from '#db/queries/assistant/conversations.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { readDocumentAt, type ShownDocument } from '#app/features/documents/pages/read-document-at.server.ts';
import { readCitedBy } from '#app/features/documents/pages/viewer-path.ts';
import { AppError } from '#app/platform/errors.ts';

/** A source that is opened from an answer; `document` is null for one that its house reads no more. */
export type OpenedSource = {
  document: ShownDocument | null;
  /** What the document was called when it was cited; null when no answer of its reader cites it. */
  title: string | null;
  /** What was asked. */
  question: string | null;
};

/**
 * A document as a source of an answer: the quote comes from the answer that the address names, if it is its reader's
 * own (F4). A document that is gone since is no error.
 */
export async function openSource(
  scope: HouseScope,
  documentId: string,
  search: URLSearchParams,
): Promise<OpenedSource> {
  const by = readCitedBy(search);
  const read = async () => {
    const answer = by
      ? await withScope(scope, (tx) => findAnswer(tx, scope, by.messageId), { readOnly: true })
      : undefined;
    const citation = by ? answer?.citations[by.citation] : undefined;
    const own = citation?.document_id === documentId ? citation : undefined;
    const cited =
      by && answer && own
        ? { ...by, quote: own.quote, from: own.page, to: own.last_page ?? own.page, at: answer.createdAt }
        : null;
    const document = await readDocumentAt(scope, documentId, search, cited).catch(nothingWhenGone);
    return { document, title: own?.title ?? null, question: own ? (answer?.question ?? null) : null };
  };
  return withScope(scope, read, { readOnly: true });
}

function nothingWhenGone(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null;
  throw error;
}
