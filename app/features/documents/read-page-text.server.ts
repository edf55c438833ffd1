import { findPageText, type StoredDocument } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';

/** The text of one page of a document, as extracted; empty for a page without text or beyond the end. */
export async function readPageText(
  scope: HouseScope | TenantScope,
  { id: documentId, versionId }: Pick<StoredDocument, 'id' | 'versionId'>,
  page: number,
): Promise<string> {
  const shown = { documentId, versionId };
  return (await withScope(scope, (tx) => findPageText(tx, scope, shown, page), { readOnly: true })) ?? '';
}
