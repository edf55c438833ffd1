import { pageName } from '#app/features/documents/pages/page-name.ts';
import { viewerSearch, type CitedBy } from '#app/features/documents/pages/viewer-path.ts';
import { isRecord } from '../house-record/record-citation.ts';
import type { Citation } from './chat-contract.ts';

/**
 * The chat with the cited document open beside it, at the page (F4); for the house record its own page (F14). `search`
 * is the chat's own address, whose conversation stays open; `answer` says whose citation it is, once that is stored.
 */
export function citationPath(citation: Citation, search: URLSearchParams, answer?: CitedBy): string {
  if (isRecord(citation)) return citation.url;
  const place = viewerSearch({ ...citation, answer });
  const conversation = search.get('conversation');
  if (conversation) place.set('conversation', conversation);
  place.set('source', citation.document_id);
  return `/home?${place}`;
}

/** What people call the place in its document; the house record has no pages. */
export const citationPlace = (citation: Citation): string => (isRecord(citation) ? '' : pageName(citation));
