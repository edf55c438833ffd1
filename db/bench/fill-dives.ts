import pg from 'pg';

/*
 * One large builder with a year of what its owners did, made of whole statements: so that its deep dives are measured
 * on what they would find.
 */

const id = (kind: number, number: string) =>
  `('01900000-000${kind}-7000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
export const DIVES_TENANT = '01900000-0001-7000-8000-000000000001';
const DIVES_MANAGER = '01900000-0009-7000-8000-000000000001';
export const DIVES_DEVELOPMENT = '01900000-0002-7000-8000-000000000001';
const TENANT = `'${DIVES_TENANT}'::uuid`;
const DOCUMENTS_A_DEVELOPMENT = 25;
const CATEGORIES = ['guides', 'heating', 'electrical', 'water', 'ventilation', 'safety', 'warranty', 'estate'];

export type Size = { developments: number; housesADevelopment: number; questionsAHouse: number };

/** Fills a migrated, empty database; `url` is the superuser's, since foreign keys are not checked meanwhile. */
export async function fillDives(url: string, size: Size, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set session_replication_role = 'replica'; set synchronous_commit = off; set timezone = 'UTC'");
    for (const [what, statement] of [...peopleStatements(size), ...eventStatements(size)]) {
      const started = performance.now();
      const { rowCount } = await client.query(statement);
      say(`${what}: ${rowCount ?? 0} rows in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** As autovacuum leaves tables. By the superuser: who owns no table cannot. */
export async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** Makes another version of the builder's figures, as a roll-up does: nothing that was cached counts any more. */
export async function renewFigures(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('update analytics_runs set finished_at = clock_timestamp()');
    if (rowCount !== 1) throw new Error('The figures are not rolled up: there is no version to renew.');
  } finally {
    await client.end();
  }
}

/** A session of the builder's manager, by the hash of its token. */
export async function addManagerSession(url: string, tokenHash: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      'insert into staff_sessions (token_hash, user_id, tenant_id, ip, user_agent, expires_at) values ($1, $2, $3, ' +
        "'', '', now() + interval '1 day')",
      [tokenHash, DIVES_MANAGER, DIVES_TENANT],
    );
  } finally {
    await client.end();
  }
}

type Statements = [what: string, statement: string][];

// A moment of the last year by the number of what happened; a prime keeps neighbours apart.
const moment = (n: string, offset = 0) =>
  `now() - interval '1 minute' - interval '1 second' * (((${n})::bigint * 7919 + ${offset}) % (365 * 86400))`;

function peopleStatements({ developments, housesADevelopment }: Size): Statements {
  const houses = developments * housesADevelopment;
  const ofHouse = (house: string) => id(2, `1 + (${house} - 1) / ${housesADevelopment}`);
  return [
    [
      'builder',
      `insert into tenants (id, slug, name, brand, support_email, support_phone) values (${TENANT}, 'large', ` +
        `'Large Builder', '{"accent":"#b08d3c"}', 'a@b.example', '1')`,
    ],
    [
      'manager',
      'insert into staff_users (id, tenant_id, role, email, full_name, password_hash) values ' +
        `('${DIVES_MANAGER}', ${TENANT}, 'manager', 'manager@large.example', 'Manager', 'none')`,
    ],
    [
      'developments',
      'insert into developments (tenant_id, id, slug, name, address, latitude, longitude, embedding_model) select ' +
        `${TENANT}, ${id(2, 'n')}, 'development-' || n, 'Development ' || n, '', 52, -8, 'm' from ` +
        `generate_series(1, ${developments}) as n`,
    ],
    [
      'house types',
      `insert into house_types (tenant_id, development_id, code, name, description) select ${TENANT}, ${id(2, 'n')}, ` +
        `code, code, '' from generate_series(1, ${developments}) as n, unnest(array['A','B','C','D']) as code`,
    ],
    [
      'houses',
      'insert into houses (tenant_id, id, development_id, house_type, label, address, handed_over_on, ' +
        `papers_confirmed, papers_complete) select ${TENANT}, ${id(3, 'n')}, ${ofHouse('n')}, chr(65 + n % 4), ` +
        `n || ' Long Avenue', n || ' Long Avenue', current_date - (n % 365), n % 9, n % 3 = 0 ` +
        `from generate_series(1, ${houses}) as n`,
    ],
    [
      'owners',
      'insert into homeowners (tenant_id, id, house_id, full_name, email, claimed_at, last_seen_on) select ' +
        `${TENANT}, ${id(4, 'n')}, ${id(3, 'n')}, 'Owner ' || n, 'o' || n || '@home.example', ` +
        `case when n % 10 > 0 then ${moment('n')} end, case when n % 10 > 0 then current_date - (n % 365) end ` +
        `from generate_series(1, ${houses}) as n`,
    ],
    [
      'codes',
      'insert into qr_tokens (tenant_id, id, house_id, token_hash) select ' +
        `${TENANT}, ${id(8, 'n')}, ${id(3, 'n')}, md5(n::text) from generate_series(1, ${houses}) as n`,
    ],
    [
      'documents',
      'insert into documents (tenant_id, development_id, id, title, category, house_types, live_version_id, ' +
        `live_reading_id, created_at) select ${TENANT}, ${id(2, `1 + (n - 1) / ${DOCUMENTS_A_DEVELOPMENT}`)}, ` +
        `${id(5, 'n')}, 'Manual ' || n, (array['${CATEGORIES.join("','")}'])[1 + n % ${CATEGORIES.length}], ` +
        `array['A','B','C','D'], ${id(6, 'n')}, ${id(6, 'n')}, ${moment('n')} ` +
        `from generate_series(1, ${developments * DOCUMENTS_A_DEVELOPMENT}) as n`,
    ],
    [
      'versions',
      'insert into document_versions (tenant_id, id, document_id, version, storage_key, filename, kind, size_bytes, ' +
        `sha256, status, progress, pages) select tenant_id, live_version_id, id, 1, 'k', 'manual.pdf', 'pdf', 1000, ` +
        `md5(id::text), 'ready', 100, 20 from documents`,
    ],
    [
      'conversations',
      `insert into conversations (tenant_id, id, house_id, homeowner_id) select ${TENANT}, ${id(7, 'n')}, ` +
        `${id(3, 'n')}, ${id(4, 'n')} from generate_series(1, ${houses}) as n`,
    ],
  ];
}

function eventStatements({ developments, housesADevelopment, questionsAHouse }: Size): Statements {
  const houses = developments * housesADevelopment;
  const questions = houses * questionsAHouse;
  const houseOf = `1 + ((n::bigint * 104729) % ${houses})`;
  const document = `(1 + (${houseOf} - 1) / ${housesADevelopment} - 1) * ${DOCUMENTS_A_DEVELOPMENT} + 1 + n % 20`;
  const mode = "case n % 10 when 0 then 'refusal' when 1 then 'record' else 'extractive' end";
  const jobDocument = id(5, `1 + n % ${developments * DOCUMENTS_A_DEVELOPMENT}`);
  return [
    [
      'questions',
      'insert into messages (tenant_id, id, conversation_id, house_id, homeowner_id, role, content, created_at) ' +
        `select ${TENANT}, ('01900000-000a-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${id(7, houseOf)}, ` +
        `${id(3, houseOf)}, ${id(4, houseOf)}, 'user', 'Where is the fuse board of my house?', ${moment('n')} ` +
        `from generate_series(1, ${questions}) as n`,
    ],
    [
      'answers',
      'insert into messages (tenant_id, id, conversation_id, house_id, homeowner_id, role, content, mode, grounded, ' +
        `citations, latency_ms, created_at) select ${TENANT}, ('01900000-000b-7000-8000-' || lpad(to_hex(n), 12, ` +
        `'0'))::uuid, ${id(7, houseOf)}, ${id(3, houseOf)}, ${id(4, houseOf)}, 'assistant', ` +
        `'In the hall, beside the front door, behind the white door. [1]', ${mode}, n % 10 > 0, ` +
        `case when n % 10 > 1 then jsonb_build_array(jsonb_build_object('document_id', ${id(5, document)}, 'title', ` +
        `'Manual', 'page', 3, 'quote', 'The fuse board is in the hall.', 'url', '/documents/x')) else '[]' end, ` +
        `200 + n % 900, ${moment('n', -2)} from generate_series(1, ${questions}) as n`,
    ],
    [
      'ratings',
      'insert into message_feedback (tenant_id, message_id, house_id, rating, created_at, updated_at) select ' +
        `tenant_id, id, house_id, case when latency_ms % 4 = 0 then 'down' else 'up' end, created_at, created_at ` +
        `from messages where role = 'assistant' and latency_ms % 10 = 0`,
    ],
    [
      'passed on',
      'insert into builder_questions (tenant_id, id, house_id, message_id, question, created_at) select tenant_id, ' +
        `id, house_id, id, 'Where?', created_at from messages where mode = 'refusal' and latency_ms % 4 = 0`,
    ],
    [
      'scans',
      'insert into qr_scans (id, tenant_id, house_id, result, ip, user_agent, scanned_at) select ' +
        `${id(0, 'n')}, ${TENANT}, ${id(3, `1 + n % ${houses}`)}, 'ok', '192.0.2.1', 'Firefox', now() - interval ` +
        `'1 second' * ((n::bigint * 7919) % (89 * 86400)) from generate_series(1, ${houses}) as n`,
    ],
    [
      'jobs',
      'insert into job_status (id, tenant_id, event, subject_type, subject_id, state, created_at, started_at, ' +
        `finished_at, deadline_at) select ('01900000-000c-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${TENANT}, ` +
        `'{"name":"document/uploaded","data":{}}', 'document', ${jobDocument}, ` +
        `case when n % 50 = 0 then 'failed' else 'succeeded' end, t, t, t + interval '7 seconds', now() from (select ` +
        `n, now() - interval '1 hour' - interval '1 second' * ((n::bigint * 7919) % (89 * 86400)) as t from ` +
        `generate_series(1, 20000) as n) as j`,
    ],
  ];
}
