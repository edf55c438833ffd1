import pg from 'pg';

/** The model that the made vectors are said to be of. */
export const MODEL = 'scale';
const DEVELOPMENTS_A_TENANT = 10;
const DOCUMENTS_A_DEVELOPMENT = 50;
const PASSAGES_A_DOCUMENT = 20;
export const PASSAGES_A_DEVELOPMENT = DOCUMENTS_A_DEVELOPMENT * PASSAGES_A_DOCUMENT;
const TYPES = ['A', 'B', 'C', 'D'];
export const HOUSE_TYPES: readonly string[] = TYPES;
/** Distinct texts and vectors; passages take them in turn. */
const POOL = 4_000;

export const tenantOf = (development: number) => idOf(1, Math.ceil(development / DEVELOPMENTS_A_TENANT));
/**
 * The id of a row (from 1) of a kind: 1 tenant, 2 development, 3 house, 4 homeowner, 5 document, 6 version, 7 passage.
 */
export const idOf = (kind: number, number: number) =>
  `01900000-000${kind}-7000-8000-${number.toString(16).padStart(12, '0')}`;
const id = (kind: number, number: string) =>
  `('01900000-000${kind}-7000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;

/** What the passages say, by the number of one of the pool: texts, and unit vectors of the column's length. */
export type Passages = { textOf: (number: number) => string; vectorOf: (number: number) => number[] };

/**
 * Fills a migrated database with so many developments of a thousand passages each, as they come about: document by
 * document in turn over the developments, so that a development's rows lie apart. `url`: the superuser's, since foreign
 * keys are not checked meanwhile.
 */
export async function seedScale(url: string, developments: number, passages: Passages): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await fillScale(client, developments, passages);
  } finally {
    await client.end();
  }
}

/** The same through a superuser's connection. */
export async function fillScale(
  client: Pick<pg.PoolClient, 'query'>,
  developments: number,
  { textOf, vectorOf }: Passages,
): Promise<void> {
  await client.query("set session_replication_role = 'replica'; set synchronous_commit = off");
  await client.query('create temporary table pool (n int primary key, text text, embedding vector)');
  for (let start = 0; start < POOL; start += 200) {
    const numbers = Array.from({ length: 200 }, (_, index) => start + index);
    await client.query('insert into pool select * from unnest($1::int[], $2::text[], $3::text[]::vector[])', [
      numbers,
      numbers.map(textOf),
      numbers.map((number) => `[${vectorOf(number).join(',')}]`),
    ]);
  }
  for (const statement of peopleStatements(developments)) await client.query(statement);
  for (let document = 1; document <= DOCUMENTS_A_DEVELOPMENT; document += 1)
    await client.query(documentStatements(developments, document));
  await client.query('vacuum analyze');
  await client.query("drop table pool; set session_replication_role = 'origin'");
}

function peopleStatements(developments: number): string[] {
  const tenant = id(1, `(d + ${DEVELOPMENTS_A_TENANT - 1}) / ${DEVELOPMENTS_A_TENANT}`);
  const series = `generate_series(1, ${developments}) as d`;
  return [
    `insert into tenants (id, slug, name, brand, support_email, support_phone) select ${id(1, 't')}, 'tenant-' ` +
      `|| t, 'Tenant ' || t, '{"accent":"#b08d3c"}', 'a@b.example', '1' from generate_series(1, ` +
      `${Math.ceil(developments / DEVELOPMENTS_A_TENANT)}) as t`,
    'insert into developments (tenant_id, id, slug, name, address, latitude, longitude, embedding_model) select ' +
      `${tenant}, ${id(2, 'd')}, 'development-' || d, 'Development ' || d, '', 52, -8, '${MODEL}' from ${series}`,
    `insert into house_types (tenant_id, development_id, code, name, description) select ${tenant}, ` +
      `${id(2, 'd')}, code, code, '' from ${series}, unnest(array['${TYPES.join("','")}']) as code`,
  ];
}

/** The same document of every development, of which every second is for all house types and the others for one. */
function documentStatements(developments: number, document: number): string {
  const number = `(d::bigint * ${DOCUMENTS_A_DEVELOPMENT} + ${document})`;
  const types =
    document % 2 === 0
      ? `array['${TYPES.join("','")}']`
      : `array['${TYPES[document % TYPES.length === 1 ? 0 : 2]}', '${TYPES[(document >> 1) % TYPES.length]}']`;
  const tenant = id(1, `(d + ${DEVELOPMENTS_A_TENANT - 1}) / ${DEVELOPMENTS_A_TENANT}`);
  const development = id(2, 'd');
  const passage = id(7, `${number} * ${PASSAGES_A_DOCUMENT} + p`);
  const made =
    `generate_series(1, ${developments}) as d, generate_series(0, ${PASSAGES_A_DOCUMENT - 1}) as p join pool on ` +
    `pool.n = (d * 7919 + ${document} * 131 + p * 17) % ${POOL} order by d, p`;
  return `
    insert into documents (tenant_id, development_id, id, title, category, house_types, live_version_id,
      live_reading_id) select ${tenant}, ${development}, ${id(5, number)}, 'Manual ${document}', 'guides', ${types},
        ${id(6, number)}, ${id(6, number)} from generate_series(1, ${developments}) as d;
    insert into document_versions (tenant_id, id, document_id, version, storage_key, filename, kind, size_bytes,
      sha256, status) select ${tenant}, ${id(6, number)}, ${id(5, number)}, 1, 'key', 'manual.pdf', 'pdf', 1, '',
        'ready' from generate_series(1, ${developments}) as d;
    insert into chunks (tenant_id, development_id, id, document_id, version_id, reading_id, house_types, ordinal, page,
      heading, text) select ${tenant}, ${development}, ${passage}, ${id(5, number)}, ${id(6, number)},
        ${id(6, number)}, ${types}, p, p, 'Section ' || p, pool.text
          from ${made.replace(', generate_series(0', ' cross join generate_series(0')};
    insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, reading_id, house_types,
      embedding) select ${tenant}, ${development}, '${MODEL}', ${passage}, ${id(5, number)}, ${id(6, number)},
        ${types}, pool.embedding from ${made.replace(', generate_series(0', ' cross join generate_series(0')}`;
}
