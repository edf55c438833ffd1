import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { dayOf } from '../../fragments/dublin-days.ts';
import { notEnded } from '../../fragments/not-ended.ts';
import { libraryVersions, vocabularies } from '../../schema/documents.ts';
import { developments, houseTypes } from '../../schema/tenancy.ts';
import type { HouseScope, Tx } from '../../scope.ts';

export type { Citation } from '../../schema/assistant.ts';

/**
 * A way to find a term: a `tsquery` text of PostgreSQL's `english` configuration, the same one bound to headings, and
 * its weight.
 */
export type LexicalTerm = { query: string; headingQuery: string; weight: number };

export type PassageRow = {
  chunkId: string;
  documentId: string;
  versionId: string;
  title: string;
  /** The day on which staff wrote it, where it is a note of an answer (G9). */
  notedOn?: string | null;
  page: number;
  /** The page on which it ends, where that is another. */
  lastPage?: number | null;
  /** What is printed as the number of its pages, where that differs. */
  pageLabel?: string | null;
  ordinal: number;
  heading: string | null;
  /** The headings that it stands under, from the widest to `heading`; none in what was read before they were kept. */
  section?: string[];
  text: string;
  /** Sum of the weights of the terms found, and of those found in the heading. */
  found: number;
  foundInHeading: number;
  /** Cosine to the question; null when the passage has no vector of the model. */
  cosine: number | null;
};

/** Changes with everything that the house's development may search (B5); "0" before there is anything. */
export async function readLibraryVersion(
  tx: Tx,
  scope: Pick<HouseScope, 'tenantId' | 'developmentId'>,
): Promise<string> {
  const [row] = await tx
    .select({ version: libraryVersions.version })
    .from(libraryVersions)
    .where(and(eq(libraryVersions.tenantId, scope.tenantId), eq(libraryVersions.developmentId, scope.developmentId)))
    .limit(1);
  return String(row?.version ?? 0);
}

/** The model whose vectors the house's development is searched with. */
export async function readSearchedModel(tx: Tx, scope: HouseScope): Promise<string | undefined> {
  const [row] = await tx
    .select({ model: developments.embeddingModel })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, scope.developmentId)))
    .limit(1);
  return row?.model;
}

/** The house types of the house's development, as its staff named them, by code; at most 200. */
export function readHouseTypes(
  tx: Tx,
  scope: Pick<HouseScope, 'tenantId' | 'developmentId'>,
): Promise<{ code: string; name: string; description: string }[]> {
  return tx
    .select({ code: houseTypes.code, name: houseTypes.name, description: houseTypes.description })
    .from(houseTypes)
    .where(and(eq(houseTypes.tenantId, scope.tenantId), eq(houseTypes.developmentId, scope.developmentId)))
    .orderBy(asc(houseTypes.code))
    .limit(200);
}

export type StoredVocabulary = { libraryVersion: string; passages: number; words: string };

/**
 * The word counts that were last stored for the house's type; of another state of the library when its version is
 * another.
 */
export async function findVocabulary(tx: Tx, scope: HouseScope): Promise<StoredVocabulary | undefined> {
  const [row] = await tx
    .select({ libraryVersion: vocabularies.libraryVersion, passages: vocabularies.passages, words: vocabularies.words })
    .from(vocabularies)
    .where(
      and(
        eq(vocabularies.tenantId, scope.tenantId),
        eq(vocabularies.developmentId, scope.developmentId),
        eq(vocabularies.houseTypes, [scope.houseType]),
      ),
    )
    .limit(1);
  return row;
}

/**
 * Counts how many passages of the house hold each stem, most frequent first, at most 20,000 stems of at most 20,000
 * passages, and keeps that for all houses of its type, with the version of the library that was counted. Nothing is
 * kept of an empty library.
 */
export async function countVocabulary(tx: Tx, _scope: HouseScope): Promise<void> {
  await tx.execute(sql`select wall.count_vocabulary()`);
}

/** What a scope's trial would be counted as, by the same bounds; kept by nobody. */
export async function countTrialVocabulary(
  tx: Tx,
  scope: HouseScope,
): Promise<Pick<StoredVocabulary, 'passages' | 'words'>> {
  const { rows } = await tx.execute<Pick<StoredVocabulary, 'passages' | 'words'>>(sql`
    with own as (select format('from public.chunks where tenant_id = %L and development_id = %L and reading_id = '
      'any (%L::uuid[]) limit 20000', ${scope.tenantId}::uuid, ${scope.developmentId}::uuid,
      array(select r from wall.readings() r)) as passages)
    select (select count(*)::int from (select from chunks c where ${own(scope, 'c')} limit 20000) as counted)
        as passages,
      coalesce((select string_agg(w.word || ' ' || w.ndoc, e'\n' order by w.ndoc desc, w.word) from (
        select word, ndoc from own, ts_stat('select search ' || own.passages) order by ndoc desc, word limit 20000)
        as w), '') as words`);
  return rows[0] ?? { passages: 0, words: '' };
}

/**
 * The passages of the house that match best by words and by meaning: the best `candidates` of each leg, each with both
 * measures. Exact scans inside tenant, development, model and house type. `vector` null: by words alone. Small
 * statements, since the embedded database keeps no statistics and would plan one large join badly.
 */
export async function findPassages(
  tx: Tx,
  scope: HouseScope,
  question: {
    terms: readonly LexicalTerm[];
    /** Patterns without regard to case, of which eight are used: a passage that one matches is a candidate. */
    patterns?: readonly string[];
    vector: number[] | null;
    model: string;
    candidates: number;
  },
): Promise<PassageRow[]> {
  const byWords = [...(await matching(tx, scope, question)), ...(await bestByWords(tx, scope, question))];
  const cosines = await bestByMeaning(tx, scope, question, byWords);
  const ids = [...new Set([...byWords, ...cosines.keys()])];
  if (ids.length === 0) return [];
  const { rows } = await tx.execute<Omit<PassageRow, 'cosine'>>(sql`
    select c.id as "chunkId", c.document_id as "documentId", c.version_id as "versionId", d.title,
      case when d.is_note then ${dayOf(sql`d.created_at`)}::text end as "notedOn", c.page,
      c.last_page as "lastPage", c.page_label as "pageLabel", c.ordinal, c.heading,
      c.section, c.text,
      (${sumOf(question.terms, (term) => term.query)})::float8 as found,
      (${sumOf(question.terms, (term) => term.headingQuery)})::float8 as "foundInHeading"
    from chunks c
    join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
    where ${own(scope, 'c')} and c.id = any(${sql.param(ids)}::uuid[]) and d.tenant_id = ${scope.tenantId}
      and d.deleted_at is null and ${notEnded(sql`d`)}
    limit ${ids.length}`);
  return rows.map((row) => ({ ...row, cosine: cosines.get(row.chunkId) ?? null }));
}

/** The titles of documents that are meant for the house and of which nothing could be read, at most 50. */
export async function listUnreadTitles(tx: Tx, _scope: HouseScope): Promise<string[]> {
  const { rows } = await tx.execute<{ title: string }>(sql`select title from wall.unread_titles() as title limit 50`);
  return rows.map(({ title }) => title);
}

/** Which of these passages of the house stand on scans, whose words were recognised (C10). */
export async function findScanned(tx: Tx, scope: HouseScope, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`
    select c.id from chunks c where ${own(scope, 'c')} and c.id = any(${sql.param(ids)}::uuid[])
      and exists (select from document_pages p where p.tenant_id = c.tenant_id and p.version_id = c.version_id
        and p.reading_id = c.reading_id and p.page between c.page and coalesce(c.last_page, c.page)
        and p.confidence is not null)
    limit ${ids.length}`);
  return new Set(rows.map(({ id }) => id));
}

/**
 * What the house may search: passages of live readings. `is true` keeps the planner from making a join of it; the list
 * of readings is read once and hashed.
 */
function own(scope: HouseScope, alias: 'c' | 'e'): SQL {
  const of = sql.raw(alias);
  return sql`${of}.tenant_id = ${scope.tenantId} and ${of}.development_id = ${scope.developmentId}
    and ${scope.houseType} = any(${of}.house_types)
    and (${of}.reading_id in (select ${readingOf(scope)} from documents live
      where live.tenant_id = ${scope.tenantId} and live.development_id = ${scope.developmentId}
        and live.deleted_at is null and ${notEnded(sql`live`)})) is true`;
}

/** The reading of a document `live` that is searched. */
const readingOf = ({ trial }: HouseScope): SQL =>
  trial
    ? sql`case when live.id = ${trial.documentId} then ${trial.readingId}::uuid else live.live_reading_id end`
    : sql`live.live_reading_id`;

/** The weights of the terms that a chunk `c` holds, added up. */
function sumOf(terms: readonly LexicalTerm[], query: (term: LexicalTerm) => string): SQL {
  if (terms.length === 0) return sql`0::float8`;
  return sql.join(
    terms.map(
      (term) => sql`case when c.search @@ to_tsquery('english', ${query(term)}) then ${term.weight}::float8 else 0 end`,
    ),
    sql` + `,
  );
}

/** The vectors of units (packVectors) of those passages of the house in `ids` that have them, by `model`. */
export async function readUnitVectors(
  tx: Tx,
  scope: HouseScope,
  ids: readonly string[],
  model: string,
): Promise<Uint8Array[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.execute<{ units: Uint8Array }>(sql`
    select e.units from chunk_embeddings e where ${own(scope, 'e')} and e.model = ${model}
      and e.chunk_id = any(${sql.param(ids)}::uuid[]) and e.units is not null limit ${ids.length}`);
  return rows.map((row) => row.units);
}

const MOST_PATTERNS = 8;

/**
 * The passages that hold what `patterns` match, in the text or a heading, those that hold most of them first, at most
 * `candidates`.
 */
async function matching(
  tx: Tx,
  scope: HouseScope,
  { patterns = [], candidates }: { patterns?: readonly string[]; candidates: number },
): Promise<string[]> {
  const asked = patterns.filter((pattern) => pattern !== '').slice(0, MOST_PATTERNS);
  if (asked.length === 0) return [];
  const any = asked.map((pattern) => `(?:${pattern})`).join('|');
  const told = sql`concat_ws(E'\\n', c.heading, array_to_string(c.section, E'\\n'), c.text)`;
  const held = asked.map((pattern) => sql`(${told} ~* ${pattern})::int`);
  const { rows } = await tx.execute<{ id: string }>(sql`
    select c.id from chunks c where ${own(scope, 'c')}
      and ${told} ~* ${any}
    order by ${sql.join(held, sql` + `)} desc, c.id limit ${candidates}`);
  return rows.map((row) => row.id);
}

async function bestByWords(
  tx: Tx,
  scope: HouseScope,
  { terms, candidates }: { terms: readonly LexicalTerm[]; candidates: number },
): Promise<string[]> {
  if (terms.length === 0) return [];
  const any = terms.map((term) => `(${term.query})`).join(' | ');
  const { rows } = await tx.execute<{ id: string }>(sql`
    select c.id from chunks c where ${own(scope, 'c')} and c.search @@ to_tsquery('english', ${any})
    order by ${sumOf(terms, (term) => term.query)} desc, c.id limit ${candidates}`);
  return rows.map((row) => row.id);
}

/**
 * Cosines of the best passages by meaning, and of those in `also`. The vector, some 5 KB of text, goes to the database
 * once.
 */
async function bestByMeaning(
  tx: Tx,
  scope: HouseScope,
  { vector, model, candidates }: { vector: number[] | null; model: string; candidates: number },
  also: readonly string[],
): Promise<Map<string, number>> {
  if (!vector) return new Map();
  const { rows } = await tx.execute<{ id: string; cosine: number }>(sql`
    with question as (select ${vectorText(vector)}::vector as vector)
    (select id, (1 - distance)::float8 as cosine from (
      select e.chunk_id as id, e.embedding <=> (select vector from question) as distance
      from chunk_embeddings e where ${own(scope, 'e')} and e.model = ${model}
      order by distance limit ${candidates}) as nearest)
    union all
    (select e.chunk_id, (1 - (e.embedding <=> (select vector from question)))::float8
      from chunk_embeddings e where ${own(scope, 'e')} and e.model = ${model}
        and e.chunk_id = any(${sql.param(also)}::uuid[]) limit ${also.length})`);
  return new Map(rows.map((row) => [row.id, row.cosine]));
}

/** PostgreSQL's text of a vector, to the seven digits that its four-byte floats hold. */
const vectorText = (vector: readonly number[]) => `[${vector.map((value) => Number(value.toPrecision(7))).join(',')}]`;
