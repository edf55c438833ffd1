import { and, asc, eq, gte, inArray, isNotNull, lt, sql, type SQL } from 'drizzle-orm';
import { v7 } from 'uuid';
import { chunks, documentPages, documents } from '../../schema/documents.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { liveReadingOf, type VersionToIngest } from './versions.ts';

/** Where vectors belong: they are made by one model for one development. */
export type Target = { developmentId: string; model: string };

export type PassageToStore = Pick<typeof chunks.$inferSelect, 'ordinal' | 'page' | 'heading' | 'text'> & {
  lastPage?: number | null | undefined;
  section?: string[] | undefined;
};
export type PassageToEmbed = Pick<
  typeof chunks.$inferSelect,
  'id' | 'developmentId' | 'ordinal' | 'heading' | 'section' | 'text'
>;
/** What was made of a passage: its own vector, and those of its units, packed. */
export type MadeVectors = { id: string; vector: number[]; units?: Uint8Array | undefined };

export const ofReading = (scope: TenantScope, readingId: string): SQL =>
  and(eq(chunks.tenantId, scope.tenantId), eq(chunks.readingId, readingId))!;

/**
 * Has the passage no vector of `model`? A scalar with a limit is looked up passage by passage in the index; `not
 * exists` would become a join over all vectors.
 */
export const lacksVector = (model: string): SQL =>
  sql`(select true from chunk_embeddings e where e.tenant_id = ${chunks.tenantId}
    and e.development_id = ${chunks.developmentId}
    and e.model = ${model} and e.chunk_id = ${chunks.id} limit 1) is null`;

export const embeddedText = {
  id: chunks.id,
  developmentId: chunks.developmentId,
  ordinal: chunks.ordinal,
  heading: chunks.heading,
  section: chunks.section,
  text: chunks.text,
};

/** Drops what an earlier try of a reading stored, pages and vectors too; a reading that is live stays. */
export async function deleteReading(
  tx: Tx,
  scope: TenantScope,
  { documentId, versionId }: Pick<VersionToIngest, 'documentId' | 'versionId'>,
  readingId: string,
): Promise<void> {
  const live = liveReadingOf(scope, documentId);
  await tx.delete(chunks).where(and(ofReading(scope, readingId), sql`${chunks.readingId} is distinct from ${live}`));
  await tx
    .delete(documentPages)
    .where(
      and(
        eq(documentPages.tenantId, scope.tenantId),
        eq(documentPages.versionId, versionId),
        eq(documentPages.readingId, readingId),
        sql`${documentPages.readingId} is distinct from ${live}`,
      ),
    );
}

/** Drops a reading's passages, with their vectors; its pages stay. */
export async function deletePassages(tx: Tx, scope: TenantScope, readingId: string): Promise<void> {
  await tx.delete(chunks).where(ofReading(scope, readingId));
}

/**
 * Stores passages of a reading, where they stay: they are found once the reading is live. Those that are there already
 * stay as they are. Their pages have been stored.
 */
export async function storePassages(
  tx: Tx,
  scope: TenantScope,
  version: Pick<VersionToIngest, 'versionId' | 'documentId' | 'developmentId' | 'houseTypes'>,
  readingId: string,
  passages: PassageToStore[],
): Promise<void> {
  if (passages.length === 0) return;
  const { versionId, documentId, developmentId, houseTypes } = version;
  const owned = { tenantId: scope.tenantId, developmentId, documentId, versionId, readingId, houseTypes };
  const pages = [...new Set(passages.flatMap(({ page, lastPage }) => [page, lastPage ?? page]))];
  const labels = new Map(await readLabels(tx, scope, { versionId, readingId }, pages));
  const pageLabel = ({ page, lastPage }: PassageToStore) => {
    const printed = [page, ...(lastPage && lastPage !== page ? [lastPage] : [])];
    if (!printed.some((one) => labels.has(one))) return null;
    return printed.map((one) => labels.get(one) ?? one).join('–');
  };
  await tx
    .insert(chunks)
    .values(passages.map((passage) => ({ ...owned, id: v7(), ...passage, pageLabel: pageLabel(passage) })))
    .onConflictDoNothing();
}

/** What is printed as the number of those of `pages` that have it, by page. */
async function readLabels(
  tx: Tx,
  scope: TenantScope,
  { versionId, readingId }: { versionId: string; readingId: string },
  pages: number[],
): Promise<[number, string | null][]> {
  const rows = await tx
    .select({ page: documentPages.page, label: documentPages.label })
    .from(documentPages)
    .where(
      and(
        eq(documentPages.tenantId, scope.tenantId),
        eq(documentPages.versionId, versionId),
        eq(documentPages.readingId, readingId),
        inArray(documentPages.page, pages),
        isNotNull(documentPages.label),
      ),
    )
    .limit(pages.length);
  return rows.map(({ page, label }) => [page, label]);
}

/** A reading's passages with ordinals from `from` up to, not including, `to` that have no vector of `model` yet. */
export function readPassagesToEmbed(
  tx: Tx,
  scope: TenantScope,
  readingId: string,
  range: { from: number; to: number },
  model: string,
): Promise<PassageToEmbed[]> {
  return tx
    .select(embeddedText)
    .from(chunks)
    .where(
      and(
        ofReading(scope, readingId),
        gte(chunks.ordinal, range.from),
        lt(chunks.ordinal, range.to),
        lacksVector(model),
      ),
    )
    .orderBy(asc(chunks.ordinal))
    .limit(range.to - range.from);
}

/**
 * Gives passages of a reading the vectors of `model` that the live reading of the same document has of the very same
 * text under the same heading: what a new reading or version has kept is not embedded again. Ordinals as for
 * readPassagesToEmbed; each passage is locked, as in storeVectors.
 */
export async function copyVectors(
  tx: Tx,
  scope: TenantScope,
  { documentId, readingId }: { documentId: string; readingId: string },
  range: { from: number; to: number },
  model: string,
): Promise<void> {
  const [document] = await tx
    .select({ live: documents.liveReadingId, developmentId: documents.developmentId })
    .from(documents)
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, documentId)))
    .limit(1);
  if (!document?.live || document.live === readingId) return;
  const made = await tx
    .select({ id: chunks.id, content })
    .from(chunks)
    .where(and(ofReading(scope, readingId), gte(chunks.ordinal, range.from), lt(chunks.ordinal, range.to)))
    .limit(range.to - range.from);
  if (made.length === 0) return;
  const contents = [...new Set(made.map((passage) => passage.content))];
  const alike = await tx
    .select({ id: sql<string>`min(${chunks.id}::text)`, content })
    .from(chunks)
    .where(and(ofReading(scope, document.live), inArray(content, contents)))
    .groupBy(content)
    .limit(contents.length);
  const sources = new Map(alike.map((passage) => [passage.content, passage.id]));
  const pairs = made.flatMap(({ id, content: its }) => (sources.has(its) ? [{ id, source: sources.get(its)! }] : []));
  if (pairs.length === 0) return;
  const [ids, from] = [sql.param(pairs.map(({ id }) => id)), sql.param(pairs.map(({ source }) => source))];
  await tx.execute(sql`
    insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, reading_id, house_types,
      embedding, units)
    select chunk.tenant_id, chunk.development_id, ${model}, chunk.id, chunk.document_id, chunk.reading_id,
      chunk.house_types, known.embedding, known.units
    from unnest(${ids}::uuid[], ${from}::uuid[]) as pair (chunk_id, source)
    join chunks as chunk on chunk.tenant_id = ${scope.tenantId} and chunk.development_id = ${document.developmentId}
      and chunk.id = pair.chunk_id
    join lateral (select e.embedding, e.units from chunk_embeddings e where e.tenant_id = ${scope.tenantId}
      and e.development_id = ${document.developmentId} and e.model = ${model} and e.chunk_id = pair.source limit 1
    ) as known on true
    for share of chunk
    on conflict do nothing`);
}

/** By which the same text under the same heading is known. */
const content = sql<string>`md5(concat(${chunks.heading}, chr(10), ${chunks.text}))`;

/**
 * Stores vectors of passages, beside those of other models; passages that went meanwhile are left out. Each passage is
 * locked, so that its vector has its house types, whoever changes them.
 */
export async function storeVectors(
  tx: Tx,
  scope: TenantScope,
  { developmentId, model }: Target,
  rows: MadeVectors[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = sql.param(rows.map((row) => row.id));
  const vectors = sql.param(rows.map((row) => `[${row.vector.join(',')}]`));
  const units = sql.param(rows.map((row) => (row.units ? Buffer.from(row.units).toString('base64') : null)));
  await tx.execute(sql`
    insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, reading_id, house_types,
      embedding, units)
    select chunk.tenant_id, chunk.development_id, ${model}, chunk.id, chunk.document_id, chunk.reading_id,
      chunk.house_types, made.vector::vector, decode(made.units, 'base64')
    from unnest(${ids}::uuid[], ${vectors}::text[], ${units}::text[]) as made (chunk_id, vector, units)
    join chunks as chunk on chunk.tenant_id = ${scope.tenantId} and chunk.development_id = ${developmentId}
      and chunk.id = made.chunk_id
    for share of chunk
    on conflict do nothing`);
}
