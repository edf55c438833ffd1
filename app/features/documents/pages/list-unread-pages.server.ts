import { listUnreadPages as query } from '#db/queries/documents/pages.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
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
  return withScope(scope, (tx) => query(tx, scope, version, MAX_PAGES), { readOnly: true });
}
