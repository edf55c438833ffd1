import { v7 } from 'uuid';
import { insertVersion, removeDocument, upsertDocument, type StoredDocument } from '#db/queries/documents/documents.ts';
import { lockDocument } from '#db/queries/documents/house-types.ts';
import { settleLikeness } from '#db/queries/documents/likenesses.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { storage } from '#app/platform/storage.ts';
import { enqueueReading } from './enqueue-reading.server.ts';
import { getDocument } from '../get-document.server.ts';
import { nothingWaits } from './nothing-waits.ts';
import { openStoredFile } from '../files/open-stored-file.server.ts';
import { storageKeyOf } from '../files/storage-key.ts';
import { contentTypeOf } from '../kind/document-kind.ts';

/**
 * Makes the file of a document that was held since it looks like another the next version of that one, and takes the
 * held document away, in one transaction; the file is copied before it, as storeDocument does. `expected`: which
 * version of the other it was said to become. Returns the other's id. Throws AppError: 404 for a document that is not
 * the tenant's, 409 when it does not wait for a choice (any more), when the other was deleted, or has got a further
 * version meanwhile.
 */
export async function becomeVersion(scope: TenantScope, id: string | undefined, expected: number): Promise<string> {
  const held = await getDocument(scope, id);
  const twin = held.likeness?.twin;
  if (!held.likeness?.held) throw nothingWaits();
  if (!twin) throw twinIsGone();
  const versionId = v7();
  const { kind } = held;
  const storageKey = storageKeyOf({ tenantId: scope.tenantId, documentId: twin.id, versionId, kind });
  const files = await storage();
  const file = await openStoredFile(scope, held.storageKey);
  await files.put(storageKey, file.path, contentTypeOf(kind)).finally(() => file.release());
  let commits = false;
  try {
    await withScope(scope, async (tx) => {
      await moveOver(tx, scope, held, { documentId: twin.id, versionId, storageKey, expected });
      commits = true;
    });
  } catch (error) {
    if (!commits) await files.remove(storageKey).catch(() => {});
    throw error;
  }
  wakeDispatcher();
  return twin.id;
}

type Target = { documentId: string; versionId: string; storageKey: string; expected: number };

async function moveOver(tx: Tx, scope: TenantScope, held: StoredDocument, target: Target): Promise<void> {
  const { documentId, versionId, storageKey, expected } = target;
  const settled = await settleLikeness(tx, scope, held.versionId);
  if (settled?.twinDocumentId !== documentId) throw nothingWaits();
  // Of two who choose for each other's document at once, each takes them in the same order.
  for (const one of [held.id, documentId].toSorted())
    if (!(await lockDocument(tx, scope, one))) throw one === documentId ? twinIsGone() : nothingWaits();
  const { filename, kind, sizeBytes, sha256, developmentId, title, category, houseTypes } = held;
  await upsertDocument(tx, scope, { id: documentId, developmentId, title, category, houseTypes });
  const version = await insertVersion(tx, scope, {
    id: versionId,
    documentId,
    storageKey,
    filename,
    kind,
    sizeBytes,
    sha256,
  });
  if (version !== expected)
    throw new AppError(
      'conflict',
      `“${held.likeness?.twin?.title ?? 'The other document'}” has got version ${version - 1} meanwhile. Look at it, ` +
        `then choose again: this file would be its version ${version}.`,
    );
  await removeDocument(tx, scope, held.id);
  await recordAudit(tx, scope, {
    action: 'document.became-version',
    subjectType: 'document',
    subjectId: held.id,
    details: { title: held.title, of: documentId, version },
  });
  await enqueueReading(tx, scope, { documentId, versionId });
}

const twinIsGone = () =>
  new AppError(
    'conflict',
    'The document that this one looked like was deleted meanwhile. Keep this one as a document of its own, or ' +
      'discard it.',
  );
