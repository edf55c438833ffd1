import { findDocument, type StoredDocument } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';

/** A document that `scope` may see. Throws 404 for any other, so that nobody learns what exists elsewhere. */
export async function getDocument(scope: HouseScope | TenantScope, id: string | undefined): Promise<StoredDocument> {
  const known = requireId(id, noSuchDocument);
  const row = await withScope(scope, (tx) => findDocument(tx, scope, known), { readOnly: true });
  if (!row) throw noSuchDocument();
  return row;
}

export const noSuchDocument = () =>
  new AppError(
    'not-found',
    'There is no such document, or it is not for your house. Look for it in the list of documents.',
  );
