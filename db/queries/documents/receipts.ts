import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { onLivePages } from '../../fragments/live-pages.ts';
import { documentPages, documentReceipts, documents } from '../../schema/documents.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

/** More must-read documents than a house has. */
const MAX = 100;

/** The documents of the house that must be read, and when this owner confirmed the live version; null: not yet. */
export function listMustRead(tx: Tx, scope: HouseScope) {
  return tx
    .select({ id: documents.id, title: documents.title, readAt: documentReceipts.readAt })
    .from(documents)
    .leftJoin(
      documentReceipts,
      and(
        eq(documentReceipts.tenantId, documents.tenantId),
        eq(documentReceipts.versionId, documents.liveVersionId),
        eq(documentReceipts.homeownerId, scope.homeownerId),
      ),
    )
    .where(
      and(
        eq(documents.tenantId, scope.tenantId),
        eq(documents.developmentId, scope.developmentId),
        isNull(documents.deletedAt),
        sql`${documents.liveVersionId} is not null`,
        sql`${scope.houseType} = any(${documents.houseTypes})`,
        eq(documents.mustRead, true),
      ),
    )
    .orderBy(documents.createdAt, documents.id)
    .limit(MAX);
}

/** Notes that this owner has read a version; the first time counts. */
export async function insertReceipt(
  tx: Tx,
  scope: HouseScope,
  receipt: { documentId: string; versionId: string },
): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  await tx
    .insert(documentReceipts)
    .values({ tenantId, houseId, homeownerId, ...receipt })
    .onConflictDoNothing();
}

/** Asks all owners to confirm a document, or no longer. */
export async function setMustRead(tx: Tx, scope: TenantScope, id: string, mustRead: boolean): Promise<void> {
  await tx
    .update(documents)
    .set({ mustRead })
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, id)));
}

/** Is a document to be read; how many owners of its house types there are, and how many have confirmed `versionId`. */
export async function countReceipts(tx: Tx, scope: TenantScope, document: { id: string; versionId: string | null }) {
  const owners = sql<number>`(select count(*)::int from homeowners o join houses h on h.tenant_id = o.tenant_id
    and h.id = o.house_id where h.tenant_id = documents.tenant_id and h.development_id = documents.development_id
    and h.house_type = any(documents.house_types) and o.claimed_at is not null and o.ended_at is null)`;
  const read = sql<number>`(select count(*)::int from document_receipts r where r.tenant_id = documents.tenant_id
    and r.version_id = ${document.versionId}::uuid)`;
  const [row] = await tx
    .select({ mustRead: documents.mustRead, owners, read })
    .from(documents)
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, document.id)))
    .limit(1);
  return row;
}

/**
 * Of these documents of the house: how many pages of the live reading hold no text that could be searched. Those with
 * none are left out.
 */
export function countUnsearchable(tx: Tx, scope: HouseScope, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .select({ id: documents.id, pages: sql<number>`count(*)::int` })
    .from(documents)
    .innerJoin(documentPages, onLivePages)
    .where(
      and(
        eq(documents.tenantId, scope.tenantId),
        inArray(documents.id, [...ids]),
        eq(documentPages.hasText, false),
        sql`${documentPages.recognised} is null`,
      ),
    )
    .groupBy(documents.id)
    .limit(ids.length);
}
