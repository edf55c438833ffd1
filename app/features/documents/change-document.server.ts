import { lockDocument, updateDocument } from '#db/queries/documents/house-types.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { validate } from '#app/platform/http.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { checkHouseTypes } from './upload/check-house-types.server.ts';
import { getDocument, noSuchDocument } from './get-document.server.ts';
import { documentChangeSchema } from './schema.ts';

/** Passages and vectors of a large document are written anew. */
const TIMEOUT_MS = 60_000;

/**
 * Changes a document's title, category and house types (G3). What was read of it follows in the same transaction, so
 * owners of a type that it loses find nothing of it from its commit on, and kept answers count no more (B5). Throws
 * AppError: 404 for a document that is not the tenant's, 422 with the field.
 */
export async function changeDocument(
  scope: TenantScope,
  id: string | undefined,
  given: Record<string, unknown>,
): Promise<void> {
  const document = await getDocument(scope, id);
  const { title, category, house_types } = validate(documentChangeSchema, given);
  await checkHouseTypes(scope, document.developmentId, house_types);
  const change = { title, category, houseTypes: house_types.toSorted() };
  await withScope(
    scope,
    async (tx) => {
      const before = await lockDocument(tx, scope, document.id);
      if (!before) throw noSuchDocument();
      await updateDocument(tx, scope, document.id, change);
      await recordAudit(tx, scope, {
        action: 'document.changed',
        subjectType: 'document',
        subjectId: document.id,
        details: { before, after: change },
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}
