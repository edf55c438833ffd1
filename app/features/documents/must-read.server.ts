import {
  countReceipts,
  insertReceipt,
  listMustRead as query,
  setMustRead as set,
} from '#db/queries/documents/receipts.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { getDocument } from './get-document.server.ts';

/** What owners of the house are asked to read, with the moment at which this one confirmed it (ISO), or null. */
export type MustRead = { id: string; title: string; read_at: string | null };

/** The documents that this owner must read, with their receipts (F5). */
export async function listMustRead(scope: HouseScope): Promise<MustRead[]> {
  const rows = await withScope(scope, (tx) => query(tx, scope), { readOnly: true });
  return rows.map(({ id, title, readAt }) => ({ id, title, read_at: readAt?.toISOString() ?? null }));
}

/**
 * Keeps the owner's word that they have read the version that is live; given again, the first stays. Throws AppError
 * 404 for a document that is not for the house.
 */
export async function confirmRead(scope: HouseScope, documentId: string | undefined): Promise<void> {
  const { id, versionId } = await getDocument(scope, documentId);
  await withScope(scope, (tx) => insertReceipt(tx, scope, { documentId: id, versionId }));
}

/** Asks owners to confirm that they have read a document, or no longer. Throws AppError 404. */
export async function setMustRead(
  scope: TenantScope,
  documentId: string | undefined,
  mustRead: boolean,
): Promise<void> {
  const { id } = await getDocument(scope, documentId);
  await withScope(scope, async (tx) => {
    await set(tx, scope, id, mustRead);
    const action = mustRead ? 'document.must-read' : 'document.need-not-be-read';
    await recordAudit(tx, scope, { action, subjectType: 'document', subjectId: id });
  });
}

export type Receipts = { must_read: boolean; owners: number; read: number };

/** Is a document to be read, and by how many of its owners was its newest version confirmed? Throws AppError 404. */
export async function readReceipts(scope: TenantScope, documentId: string | undefined): Promise<Receipts> {
  const document = await getDocument(scope, documentId);
  const row = await withScope(scope, (tx) => countReceipts(tx, scope, document), { readOnly: true });
  return { must_read: row?.mustRead ?? false, owners: row?.owners ?? 0, read: row?.read ?? 0 };
}
