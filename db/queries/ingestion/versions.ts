import { and, asc, eq, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { chunkEmbeddings, chunks, documentPages, documents, documentVersions, vocabularies, type DocumentStatus } from '../../schema/documents.ts';
import { chunkDrafts } from '../../schema/ingestion.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

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

export type PageToStore = Pick<typeof documentPages.$inferSelect, 'page' | 'text' | 'headings' | 'hasText' | 'error'>;
export type DraftToStore = Pick<typeof chunkDrafts.$inferSelect, 'ordinal' | 'chunkId' | 'page' | 'heading' | 'text'>;
export type DraftText = Pick<DraftToStore, 'ordinal' | 'heading' | 'text'>;

type Owner = Pick<TenantScope, 'tenantId'>;

const versionIs = (scope: Owner, versionId: string) => and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.id, versionId));
const draftsOf = (scope: Owner, versionId: string) => and(eq(chunkDrafts.tenantId, scope.tenantId), eq(chunkDrafts.versionId, versionId));

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
    .innerJoin(documents, and(eq(documents.tenantId, documentVersions.tenantId), eq(documents.id, documentVersions.documentId)))
    .where(versionIs(scope, versionId))
    .limit(1);
  if (!row) return undefined;
  const { deletedAt, ...version } = row;
  return { ...version, deleted: deletedAt !== null };
}

export async function updateVersion(tx: Tx, scope: TenantScope, versionId: string, change: Partial<Pick<typeof documentVersions.$inferInsert, 'status' | 'progress' | 'reason' | 'pages' | 'warnings'>>): Promise<void> {
  await tx.update(documentVersions).set(change).where(versionIs(scope, versionId));
}

/** Raises the progress of a version that is being read; it never goes back. */
export async function updateVersionProgress(tx: Tx, scope: TenantScope, versionId: string, progress: number): Promise<void> {
  await tx
    .update(documentVersions)
    .set({ progress: sql`greatest(${documentVersions.progress}, ${progress}::int)` })
    .where(and(versionIs(scope, versionId), eq(documentVersions.status, 'processing')));
}

/** Marks a version that has not become ready as failed, and drops its drafts. False when it is ready or failed already. */
export async function failVersion(tx: Tx, scope: Owner, versionId: string, reason: string): Promise<boolean> {
  const failed = await tx
    .update(documentVersions)
    .set({ status: 'failed', reason })
    .where(and(versionIs(scope, versionId), inArray(documentVersions.status, ['queued', 'processing'])))
    .returning({ id: documentVersions.id });
  if (failed.length > 0) await tx.delete(chunkDrafts).where(draftsOf(scope, versionId));
  return failed.length > 0;
}

/** Writes a batch of pages; a page that is there already is overwritten. */
export async function storePages(tx: Tx, scope: TenantScope, version: Pick<VersionToIngest, 'versionId' | 'documentId' | 'houseTypes'>, pages: PageToStore[]): Promise<void> {
  if (pages.length === 0) return;
  await tx
    .insert(documentPages)
    .values(pages.map((page) => ({ tenantId: scope.tenantId, versionId: version.versionId, documentId: version.documentId, houseTypes: version.houseTypes, ...page })))
    .onConflictDoUpdate({
      target: [documentPages.tenantId, documentPages.versionId, documentPages.page],
      set: { text: sql`excluded.text`, headings: sql`excluded.headings`, hasText: sql`excluded.has_text`, error: sql`excluded.error`, houseTypes: sql`excluded.house_types` },
    });
}

export async function deletePagesAfter(tx: Tx, scope: TenantScope, versionId: string, lastPage: number): Promise<void> {
  await tx.delete(documentPages).where(and(eq(documentPages.tenantId, scope.tenantId), eq(documentPages.versionId, versionId), sql`${documentPages.page} > ${lastPage}`));
}

export async function deleteDrafts(tx: Tx, scope: TenantScope, versionId: string): Promise<void> {
  await tx.delete(chunkDrafts).where(draftsOf(scope, versionId));
}

export async function storeDrafts(tx: Tx, scope: TenantScope, version: Pick<VersionToIngest, 'versionId' | 'houseTypes'>, drafts: DraftToStore[]): Promise<void> {
  if (drafts.length === 0) return;
  await tx
    .insert(chunkDrafts)
    .values(drafts.map((draft) => ({ tenantId: scope.tenantId, versionId: version.versionId, houseTypes: version.houseTypes, ...draft })))
    .onConflictDoNothing();
}

/** The drafts with ordinals from `from` up to, not including, `to` that have no vector of `model` yet. */
export function readDraftsToEmbed(tx: Tx, scope: TenantScope, versionId: string, range: { from: number; to: number }, model: string): Promise<DraftText[]> {
  return tx
    .select({ ordinal: chunkDrafts.ordinal, heading: chunkDrafts.heading, text: chunkDrafts.text })
    .from(chunkDrafts)
    .where(and(draftsOf(scope, versionId), gte(chunkDrafts.ordinal, range.from), lt(chunkDrafts.ordinal, range.to), or(isNull(chunkDrafts.embedding), ne(chunkDrafts.model, model))))
    .orderBy(asc(chunkDrafts.ordinal))
    .limit(range.to - range.from);
}

export async function storeDraftVectors(tx: Tx, scope: TenantScope, versionId: string, model: string, vectors: { ordinal: number; vector: number[] }[]): Promise<void> {
  if (vectors.length === 0) return;
  const ordinals = sql.param(vectors.map((item) => item.ordinal));
  const values = sql.param(vectors.map((item) => `[${item.vector.join(',')}]`));
  await tx.execute(sql`
    update chunk_drafts as draft set model = ${model}, embedding = made.vector::vector
    from unnest(${ordinals}::int[], ${values}::text[]) as made (ordinal, vector)
    where draft.tenant_id = ${scope.tenantId} and draft.version_id = ${versionId} and draft.ordinal = made.ordinal`);
}

export type Published = { outcome: 'published' | 'superseded' | 'deleted' | 'was-published'; chunks: number; searchedModel: string; developmentId: string };

/**
 * Puts a version's drafts in the place of the document's passages (C1, C3) in the caller's transaction; owners see the old ones
 * until the commit and the new ones after it. A newer version that is live already stays. Throws when drafts lack vectors of `model`.
 */
export async function publishDrafts(tx: Tx, scope: TenantScope, versionId: string, model: string): Promise<Published> {
  const { tenantId } = scope;
  const found = await findVersion(tx, scope, versionId);
  if (!found) throw new Error('The version to publish does not exist.');
  const { documentId, developmentId } = found;
  const [document] = await tx.select().from(documents).where(and(eq(documents.tenantId, tenantId), eq(documents.id, documentId))).for('update');
  const [development] = await tx.select({ model: developments.embeddingModel }).from(developments).where(and(eq(developments.tenantId, tenantId), eq(developments.id, developmentId))).for('share');
  if (!document || !development) throw new Error('The document to publish does not exist.');
  const [live] = document.liveVersionId ? await tx.select({ version: documentVersions.version, status: documentVersions.status }).from(documentVersions).where(versionIs(scope, document.liveVersionId)) : [];
  const [count] = await tx.select({ all: sql<number>`count(*)::int`, embedded: sql<number>`(count(*) filter (where ${chunkDrafts.model} = ${model}))::int` }).from(chunkDrafts).where(draftsOf(scope, versionId));
  const published = { chunks: count?.all ?? 0, searchedModel: development.model, developmentId };

  if (document.liveVersionId === versionId && live?.status === 'ready' && published.chunks === 0) return { ...published, outcome: 'was-published' };
  if (document.deletedAt) return { ...published, outcome: 'deleted' };
  if (published.chunks === 0 || count?.embedded !== published.chunks) throw new Error('Not every passage has a vector of the present search model. Read the document again.');
  if (live && live.version > found.version) {
    await finishVersion(tx, scope, versionId);
    return { ...published, outcome: 'superseded' };
  }
  await tx.delete(vocabularies).where(and(eq(vocabularies.tenantId, tenantId), eq(vocabularies.developmentId, developmentId)));
  await tx.delete(chunks).where(and(eq(chunks.tenantId, tenantId), eq(chunks.documentId, documentId)));
  const houseTypes = sql`${sql.param(document.houseTypes)}::text[]`;
  await tx.execute(sql`
    insert into chunks (tenant_id, development_id, id, document_id, version_id, house_types, ordinal, page, heading, text)
    select tenant_id, ${developmentId}::uuid, chunk_id, ${documentId}::uuid, version_id, ${houseTypes}, ordinal, page, heading, text
    from chunk_drafts where tenant_id = ${tenantId} and version_id = ${versionId}`);
  await tx.execute(sql`
    insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, house_types, embedding)
    select tenant_id, ${developmentId}::uuid, model, chunk_id, ${documentId}::uuid, ${houseTypes}, embedding
    from chunk_drafts where tenant_id = ${tenantId} and version_id = ${versionId}`);
  await tx.update(documentPages).set({ houseTypes: document.houseTypes }).where(and(eq(documentPages.tenantId, tenantId), eq(documentPages.versionId, versionId)));
  await tx.update(documents).set({ liveVersionId: versionId, updatedAt: sql`now()` }).where(and(eq(documents.tenantId, tenantId), eq(documents.id, documentId)));
  await finishVersion(tx, scope, versionId);
  return { ...published, outcome: 'published' };
}

async function finishVersion(tx: Tx, scope: TenantScope, versionId: string): Promise<void> {
  await tx.update(documentVersions).set({ status: 'ready', progress: 100, reason: null, readyAt: sql`now()` }).where(versionIs(scope, versionId));
  await tx.delete(chunkDrafts).where(draftsOf(scope, versionId));
}

/** Makes `model` the searched one of a development that has no vectors of its former model. False when it has some. */
export async function adoptModelWhenUnused(tx: Tx, scope: TenantScope, developmentId: string, model: string): Promise<boolean> {
  const { rowCount } = await tx
    .update(developments)
    .set({ embeddingModel: model })
    .where(
      and(
        eq(developments.tenantId, scope.tenantId),
        eq(developments.id, developmentId),
        // A scalar with a limit stops at the first vector; `not exists` would become a join over all.
        sql`(select true from ${chunkEmbeddings} where ${chunkEmbeddings.tenantId} = ${developments.tenantId} and ${chunkEmbeddings.developmentId} = ${developments.id} and ${chunkEmbeddings.model} = ${developments.embeddingModel} order by ${chunkEmbeddings.chunkId} limit 1) is null`,
      ),
    );
  return rowCount === 1;
}
