import { pageName } from '#app/features/documents/page-name.ts';
import { viewerPath } from '#app/features/documents/viewer-path.ts';
import { isRecord } from '../house-record/record-citation.ts';
import type { Citation } from './chat-contract.ts';

/** The page that shows what a citation quotes: of a document at its page, or the house record (F4, F14). */
export const citationPath = (citation: Citation): string =>
  isRecord(citation) ? citation.url : viewerPath(citation.document_id, citation);

/** What people call the place in its document; the house record has no pages. */
export const citationPlace = (citation: Citation): string => (isRecord(citation) ? '' : pageName(citation));
