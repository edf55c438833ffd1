import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { chunkEmbeddings, chunks } from '../../schema/documents.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

export type Target = { developmentId: string; model: string };
export type ChunkToEmbed = Pick<typeof chunks.$inferSelect, 'id' | 'documentId' | 'houseTypes' | 'heading' | 'text'>;

const lacksVector = (scope: TenantScope, { developmentId, model }: Target) =>
  and(
    eq(chunks.tenantId, scope.tenantId),
    eq(chunks.developmentId, developmentId),
    sql`not exists (select from ${chunkEmbeddings} where ${chunkEmbeddings.tenantId} = ${chunks.tenantId} and ${chunkEmbeddings.developmentId} = ${chunks.developmentId} and ${chunkEmbeddings.model} = ${model} and ${chunkEmbeddings.chunkId} = ${chunks.id})`,
  );

/** Up to `limit` passages of a development without a vector of the model, by id. */
export function readChunksToEmbed(tx: Tx, scope: TenantScope, target: Target, limit: number): Promise<ChunkToEmbed[]> {
  return tx
    .select({ id: chunks.id, documentId: chunks.documentId, houseTypes: chunks.houseTypes, heading: chunks.heading, text: chunks.text })
    .from(chunks)
    .where(lacksVector(scope, target))
    .orderBy(asc(chunks.id))
    .limit(limit);
}

export async function countChunks(tx: Tx, scope: TenantScope, target: Target): Promise<{ all: number; missing: number }> {
  return {
    all: await tx.$count(chunks, and(eq(chunks.tenantId, scope.tenantId), eq(chunks.developmentId, target.developmentId))),
    missing: await tx.$count(chunks, lacksVector(scope, target)),
  };
}

/** Stores vectors beside those of the searched model; passages that were replaced meanwhile are left out. */
export async function storeVectors(tx: Tx, scope: TenantScope, { developmentId, model }: Target, rows: { chunk: ChunkToEmbed; vector: number[] }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, house_types, embedding)
    select chunk.tenant_id, chunk.development_id, ${model}, chunk.id, chunk.document_id, chunk.house_types, made.vector::vector
    from unnest(${sql.param(rows.map((row) => row.chunk.id))}::uuid[], ${sql.param(rows.map((row) => `[${row.vector.join(',')}]`))}::text[]) as made (chunk_id, vector)
    join chunks as chunk on chunk.tenant_id = ${scope.tenantId} and chunk.development_id = ${developmentId} and chunk.id = made.chunk_id
    for key share of chunk
    on conflict do nothing`);
}

/**
 * Makes the model the searched one and drops the vectors of all others, if no passage lacks its vector. The development's row is
 * locked, so no document is published between the count and the switch. Returns how many passages still lack one.
 */
export async function switchModel(tx: Tx, scope: TenantScope, target: Target): Promise<number> {
  const here = and(eq(developments.tenantId, scope.tenantId), eq(developments.id, target.developmentId));
  const [locked] = await tx.select({ id: developments.id }).from(developments).where(here).for('update');
  if (!locked) return 0;
  const missing = await tx.$count(chunks, lacksVector(scope, target));
  if (missing > 0) return missing;
  await tx.update(developments).set({ embeddingModel: target.model }).where(here);
  await tx.delete(chunkEmbeddings).where(and(eq(chunkEmbeddings.tenantId, scope.tenantId), eq(chunkEmbeddings.developmentId, target.developmentId), ne(chunkEmbeddings.model, target.model)));
  return 0;
}
