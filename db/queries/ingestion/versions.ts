import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
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
  /** The reading of its document that is live. */
  liveReadingId: string | null;
};

type PageRow = typeof documentPages.$inferSelect;
export type PageToStore = Pick<PageRow, 'page' | 'text' | 'headings' | 'hasText' | 'error'> &
  Partial<Pick<PageRow, 'label' | 'role' | 'confidence' | 'recognised' | 'findings'>>;

type Owner = Pick<TenantScope, 'tenantId'>;
type VersionChange = Partial<Pick<typeof documentVersions.$inferInsert, 'status' | 'progress' | 'reason' | 'warnings'>>;

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
      liveReadingId: documents.liveReadingId,
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

/** Adds a warning to those of a version that is ready; one that is there already stays alone. */
export async function addWarning(tx: Tx, scope: TenantScope, versionId: string, warning: string): Promise<void> {
  const added = sql`${JSON.stringify([warning])}::jsonb`;
  await tx
    .update(documentVersions)
    .set({ warnings: sql`${documentVersions.warnings} || ${added}` })
    .where(
      and(
        versionIs(scope, versionId),
        eq(documentVersions.status, 'ready'),
        sql`not ${documentVersions.warnings} @> ${added}`,
      ),
    );
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
  const liveReading = liveReadingOf(scope, failed.documentId);
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
  await tx
    .delete(documentPages)
    .where(and(pagesOf(scope, versionId), sql`${documentPages.readingId} is distinct from ${liveReading}`));
  return true;
}

/**
 * Keeps a document's row as it is referred to until the transaction ends. Whoever changes a document and its versions
 * takes the document first: what changes a version and stores rows of the document does so too.
 */
export async function holdDocument(tx: Tx, scope: TenantScope, documentId: string): Promise<void> {
  await tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, documentId)))
    .limit(1)
    .for('key share');
}

/** The reading of a document that is live; null when none is. */
export const liveReadingOf = (scope: Owner, documentId: string): SQL =>
  sql`(select d.live_reading_id from documents d where d.tenant_id = ${scope.tenantId} and d.id = ${documentId})`;

const pagesOf = (scope: Owner, versionId: string) =>
  and(eq(documentPages.tenantId, scope.tenantId), eq(documentPages.versionId, versionId));

/** Writes a batch of a reading's pages. Those that are there already stay as they are. */
export async function storePages(
  tx: Tx,
  scope: TenantScope,
  version: Pick<VersionToIngest, 'versionId' | 'documentId' | 'houseTypes'>,
  readingId: string,
  pages: PageToStore[],
): Promise<void> {
  if (pages.length === 0) return;
  const { versionId, documentId, houseTypes } = version;
  const owned = { tenantId: scope.tenantId, versionId, readingId, documentId, houseTypes };
  await tx
    .insert(documentPages)
    .values(
      pages.map(({ recognised = null, findings = [], ...page }) => ({
        ...owned,
        ...page,
        ...storable({ recognised, findings }),
      })),
    )
    .onConflictDoNothing();
}

/** Marks a version as read to its end, with as many pages as the reading found. */
export async function finishVersion(tx: Tx, scope: TenantScope, versionId: string, readingId: string): Promise<void> {
  const pages = await tx.$count(documentPages, and(pagesOf(scope, versionId), eq(documentPages.readingId, readingId)));
  await tx
    .update(documentVersions)
    .set({ status: 'ready', progress: 100, reason: null, readyAt: sql`now()`, pages })
    .where(versionIs(scope, versionId));
}
