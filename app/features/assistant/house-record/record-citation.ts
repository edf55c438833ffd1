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

/** Of a fact that is not recorded: it only says so, which is no answer. */
export const isUnknown = ({ document_id }: Pick<Citation, 'document_id'>): boolean =>
  document_id.startsWith(`${PREFIX}:unknown:`);

/** A citation as its reader gets it: one of the house record opens the record's own page at its fact (F14). */
export const asCited = (citation: Citation): Citation =>
  isOfRecord(citation)
    ? { ...citation, document_id: PREFIX, url: `/home/house#${citation.document_id.slice(PREFIX.length + 1)}` }
    : citation;

/** A quoted answer as its reader gets it; null when the record only knows that it does not know. */
export function withRecordCitations(answer: Answer): Answer | null {
  const [first] = answer.citations;
  if (first && isUnknown(first)) return null;
  const citations = answer.citations.map(asCited);
  if (!first || !isOfRecord(first) || answer.mode !== 'extractive') return { ...answer, citations };
  const text = answer.text.replace(/^From your documents:/, 'From your house record:');
  return { ...answer, text, citations, mode: 'record' };
}
