import { listUnreadPages as query, listUnrecognisedPages } from '#db/queries/documents/pages.ts';
import type { ShownVersion } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { getDocument } from '../get-document.server.ts';
import type { UnreadPage } from './unread-pages.ts';
import { MAX_PAGES } from '../upload/upload-limit.ts';

/**
 * The pages of a document's newest version that were not wholly read (G3). Throws AppError 404 for a document that is
 * not the tenant's.
 */
export async function listUnreadPages(scope: TenantScope, documentId: string | undefined): Promise<UnreadPage[]> {
  const { id, versionId } = await getDocument(scope, documentId);
  const version = { documentId: id, versionId };
  return withScope(scope, (tx) => unreadPagesOf(tx, scope, version), { readOnly: true });
}

/** The same of any version of the tenant's, in a transaction that is open. */
export async function unreadPagesOf(tx: Tx, scope: TenantScope, version: ShownVersion): Promise<UnreadPage[]> {
  const waiting = new Set(await listUnrecognisedPages(tx, scope, version.versionId, MAX_PAGES));
  const unread = (await query(tx, scope, version, MAX_PAGES)).map((row) => ({
    ...row,
    waits: waiting.delete(row.page),
  }));
  // Letters beside a picture are text of a page of which nothing else is told.
  const others = [...waiting].map((page) => ({ ...WITH_TEXT, page, waits: true }));
  return [...unread, ...others].toSorted((a, b) => a.page - b.page);
}

const WITH_TEXT = { hasText: true, error: null, label: null, role: null, confidence: null, kinds: {} };
