import { and, eq, inArray, sql } from 'drizzle-orm';
import { chunks, documentPages, documents, documentVersions, type DocumentStatus } from '../../schema/documents.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { storable } from '../../storable.ts';

export type VersionToIngest = {
  documentId: string;
  versionId: string;
  developmentId: string;
  houseTypes: string[];
  deleted: boolean;
  kind: (typeof documentVersions.$inferSelect)['kind'];
  storageKey: string;
  version: number;
  status: DocumentStatus;
};

type PageRow = typeof documentPages.$inferSelect;
export type PageToStore = Pick<PageRow, 'page' | 'text' | 'headings' | 'hasText' | 'error'> &
  Partial<Pick<PageRow, 'label' | 'role' | 'confidence' | 'recognised' | 'findings'>>;

type Owner = Pick<TenantScope, 'tenantId'>;
type VersionChange = Partial<
  Pick<typeof documentVersions.$inferInsert, 'status' | 'progress' | 'reason' | 'pages' | 'warnings'>
>;

const versionIs = (scope: Owner, versionId: string) =>
  and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.id, versionId));

/** A version with what its ingestion needs of its document. */
export async function findVersion(tx: Tx, scope: TenantScope, versionId: string): Promise<VersionToIngest | undefined> {
  const [row] = await tx
    .select({
      documentId: documents.id,
      versionId: documentVersions.id,
      developmentId: documents.developmentId,
      houseTypes: documents.houseTypes,
      deletedAt: documents.deletedAt,
      kind: documentVersions.kind,
      storageKey: documentVersions.storageKey,
      version: documentVersions.version,
      status: documentVersions.status,
    })
    .from(documentVersions)
    .innerJoin(
      documents,
      and(eq(documents.tenantId, documentVersions.tenantId), eq(documents.id, documentVersions.documentId)),
    )
    .where(versionIs(scope, versionId))
    .limit(1);
  if (!row) return undefined;
  const { deletedAt, ...version } = row;
  return { ...version, deleted: deletedAt !== null };
}

export async function updateVersion(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  change: VersionChange,
): Promise<void> {
  await tx.update(documentVersions).set(change).where(versionIs(scope, versionId));
}

/** Raises the progress of a version that is being read; it never goes back. */
export async function updateVersionProgress(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  progress: number,
): Promise<void> {
  await tx
    .update(documentVersions)
    .set({ progress: sql`greatest(${documentVersions.progress}, ${progress}::int)` })
    .where(and(versionIs(scope, versionId), eq(documentVersions.status, 'processing')));
}

/**
 * Marks a version that has not become ready as failed, and drops what was read of it but for a reading that is live.
 * False when it is ready or failed already.
 */
export async function failVersion(tx: Tx, scope: Owner, versionId: string, reason: string): Promise<boolean> {
  const [failed] = await tx
    .update(documentVersions)
    .set({ status: 'failed', reason })
    .where(and(versionIs(scope, versionId), inArray(documentVersions.status, ['queued', 'processing'])))
    .returning({ documentId: documentVersions.documentId });
  if (!failed) return false;
  const liveReading = sql`(select d.live_reading_id from documents d where d.tenant_id = ${scope.tenantId}
    and d.id = ${failed.documentId})`;
  await tx
    .delete(chunks)
    .where(
      and(
        eq(chunks.tenantId, scope.tenantId),
        eq(chunks.documentId, failed.documentId),
        eq(chunks.versionId, versionId),
        sql`${chunks.readingId} is distinct from ${liveReading}`,
      ),
    );
  return true;
}

/** Writes a batch of pages; a page that is there already is overwritten. */
export async function storePages(
  tx: Tx,
  scope: TenantScope,
  version: Pick<VersionToIngest, 'versionId' | 'documentId' | 'houseTypes'>,
  pages: PageToStore[],
): Promise<void> {
  if (pages.length === 0) return;
  const { versionId, documentId, houseTypes } = version;
  await tx
    .insert(documentPages)
    .values(
      pages.map(({ recognised = null, findings = [], ...page }) => ({
        tenantId: scope.tenantId,
        versionId,
        documentId,
        houseTypes,
        ...page,
        ...storable({ recognised, findings }),
      })),
    )
    .onConflictDoUpdate({
      target: [documentPages.tenantId, documentPages.versionId, documentPages.page],
      set: {
        text: sql`excluded.text`,
        headings: sql`excluded.headings`,
        hasText: sql`excluded.has_text`,
        error: sql`excluded.error`,
        label: sql`excluded.label`,
        role: sql`excluded.role`,
        confidence: sql`excluded.confidence`,
        recognised: sql`excluded.recognised`,
        findings: sql`excluded.findings`,
        houseTypes: sql`excluded.house_types`,
      },
    });
}

export async function deletePagesAfter(tx: Tx, scope: TenantScope, versionId: string, lastPage: number): Promise<void> {
  await tx
    .delete(documentPages)
    .where(
      and(
        eq(documentPages.tenantId, scope.tenantId),
        eq(documentPages.versionId, versionId),
        sql`${documentPages.page} > ${lastPage}`,
      ),
    );
}

/** Marks a version as read to its end. */
export async function finishVersion(tx: Tx, scope: TenantScope, versionId: string): Promise<void> {
  await tx
    .update(documentVersions)
    .set({ status: 'ready', progress: 100, reason: null, readyAt: sql`now()` })
    .where(versionIs(scope, versionId));
}
