import { sql } from 'drizzle-orm';
import type { HouseScope, Tx } from '../scope.ts';

/** A way to find a term: a `tsquery` text of PostgreSQL's `english` configuration, the same one bound to headings, and its weight. */
export type LexicalTerm = { query: string; headingQuery: string; weight: number };

export type PassageRow = {
  chunkId: string;
  documentId: string;
  versionId: string;
  title: string;
  page: number;
  ordinal: number;
  heading: string | null;
  text: string;
  /** How many house types may read the document. */
  audience: number;
  /** Sum of the weights of the terms found, and of those found in the heading. */
  found: number;
  foundInHeading: number;
  /** Cosine to the question; null when the passage has no vector of the model. */
  cosine: number | null;
};

/** Changes whenever what the house may search changes. Served by documents_list. */
export async function readLibraryStamp(tx: Tx, scope: HouseScope): Promise<string> {
  const { rows } = await tx.execute<{ stamp: string }>(sql`
    select count(*) || ':' || coalesce(extract(epoch from max(updated_at))::text, '') as stamp from documents
    where tenant_id = ${scope.tenantId} and development_id = ${scope.developmentId} and deleted_at is null
      and live_version_id is not null and ${scope.houseType} = any(house_types)`);
  return rows[0]?.stamp ?? '';
}

const UUID = /^[0-9a-f-]{36}$/;
const HOUSE_TYPE = /^[A-Za-z0-9_-]{1,20}$/;

export type WordCount = { word: string; passages: number };

/**
 * How many passages of the house hold each stem, most frequent first: at most `maxWords` stems of at most `maxPassages` passages.
 * `ts_stat` takes its query as text, so the scope's ids are checked and written into it.
 */
export async function readWordCounts(tx: Tx, scope: HouseScope, maxWords: number, maxPassages: number): Promise<{ words: WordCount[]; passages: number }> {
  if (!UUID.test(scope.tenantId) || !UUID.test(scope.developmentId) || !HOUSE_TYPE.test(scope.houseType)) throw new Error('The scope is malformed.');
  const own = `from chunks where tenant_id = '${scope.tenantId}' and development_id = '${scope.developmentId}' and '${scope.houseType}' = any(house_types) limit ${Math.trunc(maxPassages)}`;
  const { rows: words } = await tx.execute<WordCount>(sql`select word, ndoc as passages from ts_stat(${`select search ${own}`}) order by ndoc desc, word limit ${maxWords}`);
  const { rows: count } = await tx.execute<{ passages: number }>(sql`select count(*)::int as passages from (select 1 ${sql.raw(own)}) as own`);
  return { words, passages: count[0]?.passages ?? 0 };
}

/**
 * The passages of the house that match best by words and by meaning: the best `candidates` of each leg, each with both measures.
 * Exact scans inside tenant, development, model and house type; words through the GIN index. `vector` null: by words alone.
 */
export async function findPassages(tx: Tx, scope: HouseScope, question: { terms: readonly LexicalTerm[]; vector: number[] | null; model: string; candidates: number }): Promise<PassageRow[]> {
  const { terms, vector, model, candidates } = question;
  const sum = (one: (term: LexicalTerm) => string) =>
    terms.length === 0 ? sql`0::float8` : sql.join(terms.map((term) => sql`case when c.search @@ to_tsquery('english', ${one(term)}) then ${term.weight}::float8 else 0 end`), sql` + `);
  const any = terms.map((term) => `(${term.query})`).join(' | ');
  const own = (alias: string) => sql`${sql.raw(alias)}.tenant_id = ${scope.tenantId} and ${sql.raw(alias)}.development_id = ${scope.developmentId} and ${scope.houseType} = any(${sql.raw(alias)}.house_types)`;
  const literal = vector ? `[${vector.join(',')}]` : null;
  const { rows } = await tx.execute<PassageRow>(sql`
    with by_words as (
      select c.id from chunks c
      where ${own('c')} and ${terms.length === 0 ? sql`false` : sql`c.search @@ to_tsquery('english', ${any})`}
      order by ${sum((term) => term.query)} desc, c.id limit ${candidates}
    ), by_meaning as (
      select e.chunk_id as id from chunk_embeddings e
      where ${own('e')} and e.model = ${model} and ${literal === null ? sql`false` : sql`true`}
      order by e.embedding <=> ${literal}::vector limit ${candidates}
    )
    select c.id as "chunkId", c.document_id as "documentId", c.version_id as "versionId", d.title, c.page, c.ordinal, c.heading, c.text,
      cardinality(d.house_types) as audience,
      (${sum((term) => term.query)})::float8 as found,
      (${sum((term) => term.headingQuery)})::float8 as "foundInHeading",
      ${literal === null ? sql`null::float8` : sql`(1 - (e.embedding <=> ${literal}::vector))::float8`} as cosine
    from chunks c
    join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id and d.deleted_at is null
    left join chunk_embeddings e on e.tenant_id = c.tenant_id and e.development_id = c.development_id and e.model = ${model} and e.chunk_id = c.id
    where ${own('c')} and c.id in (select id from by_words union select id from by_meaning)`);
  return rows;
}
