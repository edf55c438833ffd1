import { findPageText } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { getDocument } from './get-document.server.ts';

/** The text of one page, as extracted; empty for a page without text or beyond the end. Throws AppError 404 for a document that `scope` may not see. */
export async function readPageText(scope: HouseScope | TenantScope, id: string, page: number): Promise<string> {
  const { versionId } = await getDocument(scope, id);
  return (await withScope(scope, (tx) => findPageText(tx, scope, versionId, page), { readOnly: true })) ?? '';
}
