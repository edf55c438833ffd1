import { and, eq, inArray, sql } from 'drizzle-orm';
import { chunks, documentPages, documents, documentVersions, vocabularies } from '../../schema/documents.ts';
import type { TenantScope, Tx } from '../../scope.ts';

export type DocumentChange = Pick<typeof documents.$inferSelect, 'title' | 'category' | 'houseTypes'>;

/** What a document is called and who may read it, kept so until the transaction ends; undefined when it is gone. */
export async function lockDocument(tx: Tx, scope: TenantScope, id: string): Promise<DocumentChange | undefined> {
  const [row] = await tx
    .select({ title: documents.title, category: documents.category, houseTypes: documents.houseTypes })
    .from(documents)
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, id), sql`${documents.deletedAt} is null`))
    .limit(1)
    .for('update');
  return row;
}

/**
 * Changes what a document is called and who may read it; what was read of it follows. Word counts of its development
 * go.
 */
export async function updateDocument(tx: Tx, scope: TenantScope, id: string, change: DocumentChange): Promise<void> {
  const [row] = await tx
    .update(documents)
    .set({ ...change, updatedAt: sql`now()` })
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, id)))
    .returning({ developmentId: documents.developmentId });
  if (!row) return;
  await alignHouseTypes(tx, scope, id, change.houseTypes);
  await tx
    .delete(vocabularies)
    .where(and(eq(vocabularies.tenantId, scope.tenantId), eq(vocabularies.developmentId, row.developmentId)));
}

/**
 * Gives the pages, passages and vectors of a document's readings its house types, where they have others. The
 * document's row is locked. Vectors come only while their passage is locked (storeVectors), so none is missed.
 */
export async function alignHouseTypes(tx: Tx, scope: TenantScope, id: string, houseTypes: string[]): Promise<void> {
  const types = sql`${sql.param(houseTypes)}::text[]`;
  const { rowCount } = await tx
    .update(chunks)
    .set({ houseTypes })
    .where(and(eq(chunks.tenantId, scope.tenantId), eq(chunks.documentId, id), sql`${chunks.houseTypes} <> ${types}`));
  if (rowCount)
    await tx.execute(sql`
      update chunk_embeddings as vector set house_types = ${types} from chunks as chunk
      where chunk.tenant_id = ${scope.tenantId} and chunk.document_id = ${id} and vector.tenant_id = chunk.tenant_id
        and vector.development_id = chunk.development_id and vector.chunk_id = chunk.id`);
  const versions = tx
    .select({ id: documentVersions.id })
    .from(documentVersions)
    .where(and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.documentId, id)));
  await tx
    .update(documentPages)
    .set({ houseTypes })
    .where(
      and(
        eq(documentPages.tenantId, scope.tenantId),
        inArray(documentPages.versionId, versions),
        sql`${documentPages.houseTypes} <> ${types}`,
      ),
    );
}
