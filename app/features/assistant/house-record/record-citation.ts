import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { Answer } from '../answer.ts';

export const RECORD_TITLE = 'Your house record';

/** A fact stands in the citation's place of a document; what it says of another house is never looked up. */
const PREFIX = 'house-record';

export const recordDocumentId = ({ id, known }: { id: string; known: boolean }): string =>
  `${PREFIX}:${known ? id : `unknown:${id}`}`;

export const isOfRecord = ({ document_id }: Pick<Citation, 'document_id'>): boolean =>
  document_id.startsWith(`${PREFIX}:`);

/** The same of an answer that its reader has. */
export const isRecord = ({ document_id }: Pick<Citation, 'document_id'>): boolean => document_id === PREFIX;

/**
 * An answer that cites the house record, as its reader gets it (F14): the citation opens the record's own page. Null
 * when the record only knows that it does not know: that is no answer.
 */
export function withRecordCitations(answer: Answer): Answer | null {
  if (!answer.citations.some(isOfRecord)) return answer;
  if (answer.citations.some(({ document_id }) => document_id.startsWith(`${PREFIX}:unknown:`))) return null;
  const citations = answer.citations.map((citation) =>
    isOfRecord(citation)
      ? {
          ...citation,
          document_id: PREFIX,
          url: `/home/house#${citation.document_id.slice(PREFIX.length + 1)}`,
        }
      : citation,
  );
  const first = answer.citations[0];
  const mode = answer.mode === 'extractive' && first && isOfRecord(first) ? 'record' : answer.mode;
  const text =
    mode === 'record' ? answer.text.replace(/^From your documents:/, 'From your house record:') : answer.text;
  return { ...answer, text, citations, mode };
}
