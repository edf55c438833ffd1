import { settleLikeness } from '#db/queries/documents/likenesses.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { getDocument } from '../get-document.server.ts';
import { nothingWaits } from './nothing-waits.ts';
import { removeRecorded } from '../remove-recorded.server.ts';

/**
 * Deletes a document that is held since it looks like another, as deleteDocument does. Throws AppError: 404 for a
 * document that is not the tenant's, 409 when it does not wait for a choice any more, since a colleague has made one.
 */
export async function discardHeld(scope: TenantScope, id: string | undefined): Promise<void> {
  const document = await getDocument(scope, id);
  await withScope(scope, async (tx) => {
    if (!(await settleLikeness(tx, scope, document.versionId))) throw nothingWaits();
    await removeRecorded(tx, scope, document);
  });
}
