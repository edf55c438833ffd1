import { findPage } from '#db/queries/documents/pages.ts';
import type { StoredDocument } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';

/** One page of a document, as extracted; undefined beyond its end. */
export function readPage(
  scope: HouseScope | TenantScope,
  { id: documentId, versionId }: Pick<StoredDocument, 'id' | 'versionId'>,
  page: number,
) {
  return withScope(scope, (tx) => findPage(tx, scope, { documentId, versionId }, page), { readOnly: true });
}
