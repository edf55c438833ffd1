import { countUnseenTellings, listOwnerTellings, markTellingsSeen } from '#db/queries/insights/change-tellings.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { MAX_LISTED } from './limits.ts';

/** Above so many, the badge says "9+". */
const MOST_COUNTED = 10;

export type OwnerTelling = {
  id: string;
  text: string;
  at: string;
  conversation_id: string;
  /** The page as it is now; null when the house reads the document no more. */
  page: { title: string; url: string } | null;
  unread: boolean;
};

/** What the builder has told the owner of answers that have changed, the latest first, at most 20 (G12). */
export async function listTellings(scope: HouseScope): Promise<OwnerTelling[]> {
  const rows = await withScope(scope, (tx) => listOwnerTellings(tx, scope, MAX_LISTED), { readOnly: true });
  return rows.map(({ id, text, createdAt, seenAt, conversationId, documentId, page, title }) => ({
    id,
    text,
    at: createdAt.toISOString(),
    conversation_id: conversationId,
    page: documentId && title ? { title, url: `/home/documents/${documentId}?page=${page ?? 1}` } : null,
    unread: seenAt === null,
  }));
}

/** How many of them wait to be seen, at most ten. */
export function countUnseenChanges(scope: HouseScope): Promise<number> {
  return withScope(scope, (tx) => countUnseenTellings(tx, scope, MOST_COUNTED), { readOnly: true });
}

/** Notes that the owner has seen these; others' are passed over. */
export function noteTellingsSeen(scope: HouseScope, ids: readonly string[]): Promise<void> {
  return withScope(scope, (tx) => markTellingsSeen(tx, scope, ids));
}
