import { and, eq, sql } from 'drizzle-orm';
import { documents, documentVersions, likenesses, type DocumentStatus } from '../../schema/documents.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/** A version of a document that has the very same bytes. */
export type SameFile = {
  documentId: string;
  title: string;
  version: number;
  status: DocumentStatus;
  createdAt: Date;
  /** Whether owners read this very version. */
  live: boolean;
};

type File = { developmentId: string; sha256: string };

const ofVersion = (scope: TenantScope, versionId: string) =>
  and(eq(likenesses.tenantId, scope.tenantId), eq(likenesses.versionId, versionId));

/**
 * Of two of a tenant who ask at once whether a file is stored, the second waits until the first has stored it or has
 * gone.
 */
export async function lockUploads(tx: Tx): Promise<void> {
  await tx.execute(sql`select wall.lock_uploads()`);
}

/** Where a development's documents have this file already, deleted ones left out: what is live first, then newest. */
export async function findSameFile(
  tx: Tx,
  scope: TenantScope,
  { developmentId, sha256 }: File,
): Promise<SameFile | undefined> {
  const live = sql<boolean>`coalesce(${documents.liveVersionId} = ${documentVersions.id}, false)`;
  const [row] = await tx
    .select({
      documentId: documents.id,
      title: documents.title,
      version: documentVersions.version,
      status: documentVersions.status,
      createdAt: documentVersions.createdAt,
      live,
    })
    .from(documentVersions)
    .innerJoin(
      documents,
      and(eq(documents.tenantId, documentVersions.tenantId), eq(documents.id, documentVersions.documentId)),
    )
    .where(
      and(
        eq(documentVersions.tenantId, scope.tenantId),
        eq(documentVersions.sha256, sha256),
        eq(documents.developmentId, developmentId),
        sql`${documents.deletedAt} is null`,
      ),
    )
    .orderBy(sql`${live} desc`, sql`${documentVersions.id} desc`)
    .limit(1);
  return row;
}

/** Notes that a version is to be held back when its text is nearly another document's. */
export async function askAboutLikeness(tx: Tx, scope: TenantScope, versionId: string): Promise<void> {
  await tx.insert(likenesses).values({ tenantId: scope.tenantId, versionId, asked: true });
}

/**
 * Ends the wait of a version that is held, for the caller's transaction to decide about it. The document that it looks
 * like; undefined when nothing waits, also of two who choose at once for the second.
 */
export async function settleLikeness(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
): Promise<{ twinDocumentId: string | null } | undefined> {
  const [row] = await tx
    .update(likenesses)
    .set({ asked: false, held: false })
    .where(and(ofVersion(scope, versionId), likenesses.held))
    .returning({ twinDocumentId: likenesses.twinDocumentId });
  return row;
}
