import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { ofOpenBuilder } from '../../fragments/open-builder.ts';
import { chunks } from '../../schema/documents.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { embeddedText, lacksVector, type PassageToEmbed, type Target } from './passages.ts';

/**
 * The passages of a development that are searched; a document's reading that is not live yet is embedded by its own
 * job.
 */
const searched = (scope: TenantScope, developmentId: string): SQL =>
  and(
    eq(chunks.tenantId, scope.tenantId),
    eq(chunks.developmentId, developmentId),
    sql`(${chunks.readingId} in (${liveReadings(scope, developmentId)})) is true`,
  )!;

const liveReadings = (scope: TenantScope, developmentId: string): SQL =>
  sql`select d.live_reading_id from documents d where d.tenant_id = ${scope.tenantId}
    and d.development_id = ${developmentId} and d.deleted_at is null`;

/** A development and the model that it is searched with. */
export type SearchedDevelopment = { tenantId: string; developmentId: string; model: string };

/**
 * Developments that are searched with vectors of another model, by that model and id, at most `limit`; `after`: only
 * what comes after this one; none of a retired builder. The models before and after `model` are each a range of the
 * index.
 */
export async function selectDevelopmentsOfOtherModels(
  tx: Tx,
  model: string,
  { after, limit }: { after?: Pick<SearchedDevelopment, 'model' | 'developmentId'>; limit: number },
): Promise<SearchedDevelopment[]> {
  const later = after ? sql`and (d.embedding_model, d.id) > (${after.model}, ${after.developmentId}::uuid)` : sql``;
  const part = (side: SQL) => sql`(select d.tenant_id as "tenantId", d.id as "developmentId", d.embedding_model as model
    from developments d where d.embedding_model ${side} ${model} ${later}
    and ${ofOpenBuilder(sql`d.tenant_id`)} order by d.embedding_model, d.id
    limit ${limit})`;
  const { rows } = await tx.execute<SearchedDevelopment>(
    sql`select * from (${part(sql`<`)} union all ${part(sql`>`)}) as found order by model, "developmentId"
      limit ${limit}`,
  );
  return rows;
}

/** Up to `limit` passages of a development without a vector of the model, by id. */
export function readChunksToEmbed(
  tx: Tx,
  scope: TenantScope,
  target: Target,
  limit: number,
): Promise<PassageToEmbed[]> {
  return tx
    .select(embeddedText)
    .from(chunks)
    .where(and(searched(scope, target.developmentId), lacksVector(target.model)))
    .orderBy(asc(chunks.id))
    .limit(limit);
}

export async function countChunks(
  tx: Tx,
  scope: TenantScope,
  target: Target,
): Promise<{ all: number; missing: number }> {
  const here = searched(scope, target.developmentId);
  return { all: await tx.$count(chunks, here), missing: await tx.$count(chunks, and(here, lacksVector(target.model))) };
}

/**
 * Makes the model the searched one and drops the vectors that others made of what is searched, if no passage lacks its
 * vector. The development's row is locked, so no document is published between the count and the switch. Returns how
 * many passages still lack one.
 */
export async function switchModel(tx: Tx, scope: TenantScope, target: Target): Promise<number> {
  const { developmentId, model } = target;
  const here = and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId));
  const [locked] = await tx.select({ id: developments.id }).from(developments).where(here).for('update');
  if (!locked) return 0;
  const missing = await tx.$count(chunks, and(searched(scope, developmentId), lacksVector(model)));
  if (missing > 0) return missing;
  await tx.update(developments).set({ embeddingModel: model }).where(here);
  await tx.execute(sql`
    delete from chunk_embeddings as vector
    where vector.tenant_id = ${scope.tenantId} and vector.development_id = ${developmentId} and vector.model <> ${model}
      and (vector.reading_id in (${liveReadings(scope, developmentId)})) is true`);
  return 0;
}
