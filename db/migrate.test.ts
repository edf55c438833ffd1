import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { Database } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import { systemScope } from './scope-makers.ts';
import { withScope } from './scope.ts';
import { openTestDatabase } from './testing.ts';

let database: Database;
let older: string;
let readings: { old: string; job: string };
beforeAll(async () => {
  older = olderFolder(13);
  database = await openTestDatabase({ folder: older });
  readings = await storeReadings();
});
afterAll(async () => {
  await database.close();
  rmSync(older, { recursive: true });
});

/**
 * The folder db/ as an older version had it: migrations up to `last`, and row-level security that hides every row from
 * everybody.
 */
function olderFolder(last: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'openhouse-older-'));
  cpSync('db/migrations', join(folder, 'migrations'), { recursive: true });
  const journal = join(folder, 'migrations', 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.filter(({ idx }) => idx <= last) }));
  mkdirSync(join(folder, 'row-level-security'));
  for (const file of ['1-roles.sql', '2-scope.sql'])
    cpSync(join('db/row-level-security', file), join(folder, 'row-level-security', file));
  return folder;
}

async function readForcedTables(): Promise<{ forced: boolean }[]> {
  const { rows } = await database.owner.query<{ forced: boolean }>(
    "select distinct relforcerowsecurity as forced from pg_class where relnamespace = 'public'::regnamespace and " +
      "relkind in ('r', 'p')",
  );
  return rows;
}

const ask = (text: string, ...values: unknown[]) => database.owner.query(text, values);

async function storeDevelopment(tenant: string, development: string): Promise<void> {
  await ask(
    "insert into tenants (id, slug, name, brand, support_email, support_phone) values ($1, $2, 'T', '{}', " +
      "'a@b.example', '1')",
    tenant,
    `t-${tenant}`,
  );
  await ask(
    'insert into developments (tenant_id, id, slug, name, address, latitude, longitude, embedding_model) values ' +
      "($1, $2, $3, 'D', '', 0, 0, 'm')",
    tenant,
    development,
    `d-${development}`,
  );
}

/** A tenant with a house that nobody has claimed, one that its owner has, and a chat in each. */
async function storeChats(): Promise<Record<'open' | 'claimed', string>> {
  const [tenant, development, open, claimed] = [v7(), v7(), v7(), v7()];
  const tables = ['tenants', 'developments', 'house_types', 'houses', 'homeowners', 'conversations'];
  for (const table of tables) await ask(`alter table ${table} no force row level security`);
  await storeDevelopment(tenant, development);
  await ask(
    "insert into house_types (tenant_id, development_id, code, name, description) values ($1, $2, 'A', 'A', '')",
    tenant,
    development,
  );
  for (const [house, claimedAt] of [
    [open, null],
    [claimed, new Date()],
  ] as const) {
    await ask(
      "insert into houses (tenant_id, id, development_id, house_type, label, address) values ($1, $2, $3, 'A', $4, '')",
      tenant,
      house,
      development,
      house,
    );
    await ask(
      "insert into homeowners (tenant_id, id, house_id, full_name, email, claimed_at) values ($1, $2, $2, 'O', " +
        "$2::uuid::text || '@x.example', $3)",
      tenant,
      house,
      claimedAt,
    );
    await ask(
      'insert into conversations (tenant_id, id, house_id, homeowner_id) values ($1, $2, $2, $2)',
      tenant,
      house,
    );
  }
  for (const table of tables) await ask(`alter table ${table} force row level security`);
  return { open, claimed };
}

test(
  'E2, I2: a migration changes rows that row-level security hides from the owner: chats of a house that nobody has ' +
    'claimed become nobody’s',
  async () => {
    const { open, claimed } = await storeChats();
    await migrateDatabase(database);
    const { rows } = await withScope(systemScope('test'), (tx) =>
      tx.execute<{ id: string }>(sql`select id::text, session_id is null as shared from conversations order by id`),
    );
    expect(rows).toEqual([
      { id: open, shared: false },
      { id: claimed, shared: true },
    ]);
    expect(await readForcedTables()).toEqual([{ forced: true }]);
  },
);

/** A document that owners read, and a new version of it whose job has read two passages and embedded one. */
async function storeReadings() {
  const [tenant, development, document, old, next, job] = [v7(), v7(), v7(), v7(), v7(), v7()];
  const vector = `[${Array.from({ length: 512 }, () => 0.5).join(',')}]`;
  const tables = [
    'tenants',
    'developments',
    'documents',
    'document_versions',
    'chunks',
    'chunk_embeddings',
    'chunk_drafts',
    'document_pages',
    'job_status',
    'library_versions',
  ];
  for (const table of tables) await ask(`alter table ${table} no force row level security`);
  await storeDevelopment(tenant, development);
  await ask(
    'insert into documents (tenant_id, id, development_id, title, category, house_types, live_version_id) values ' +
      "($1, $2, $3, 'D', 'guides', '{A}', $4)",
    tenant,
    document,
    development,
    old,
  );
  for (const [number, id] of [
    [1, old],
    [2, next],
  ] as const) {
    await ask(
      'insert into document_versions (tenant_id, id, document_id, version, storage_key, filename, kind, ' +
        "size_bytes, sha256) values ($1, $2, $3, $4, 'k', 'f', 'pdf', 1, '')",
      tenant,
      id,
      document,
      number,
    );
    await ask(
      'insert into document_pages (tenant_id, version_id, document_id, page, house_types, text, has_text) values ' +
        "($1, $2, $3, 1, '{A}', $4, true)",
      tenant,
      id,
      document,
      id === old ? 'old' : 'next',
    );
  }
  await ask(
    'insert into chunks (tenant_id, development_id, id, document_id, version_id, house_types, ordinal, page, ' +
      "text) values ($1, $2, $3, $4, $3, '{A}', 0, 1, 'old')",
    tenant,
    development,
    old,
    document,
  );
  await ask(
    'insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, house_types, ' +
      "embedding) values ($1, $2, 'm', $3, $4, '{A}', $5)",
    tenant,
    development,
    old,
    document,
    vector,
  );
  await ask(
    'insert into job_status (id, tenant_id, event, subject_type, subject_id, state, deadline_at) values ($1, $2, ' +
      "jsonb_build_object('name', 'document/uploaded', 'data', jsonb_build_object('version_id', $3::text)), " +
      "'document', $4, 'running', now())",
    job,
    tenant,
    next,
    document,
  );
  for (const [ordinal, model] of [
    [0, 'm'],
    [1, null],
  ] as const) {
    await ask(
      'insert into chunk_drafts (tenant_id, version_id, ordinal, chunk_id, house_types, page, text, model, ' +
        "embedding) values ($1, $2, $3, $4, '{A}', 1, 'next', $5, $6)",
      tenant,
      next,
      ordinal,
      v7(),
      model,
      model && vector,
    );
  }
  for (const table of tables) await ask(`alter table ${table} force row level security`);
  return { old, job };
}

test(
  'C7: what a job has read when the process is replaced by this version stays read, and out of reach until it is ' +
    'published',
  async () => {
    const { rows } = await withScope(systemScope('test'), (tx) =>
      tx.execute(sql`
    select c.text, c.ordinal, c.reading_id as reading, c.reading_id = d.live_reading_id as live,
      (select count(*)::int from chunk_embeddings e where e.chunk_id = c.id and e.reading_id = c.reading_id) as vectors
    from chunks c join documents d on d.id = c.document_id order by c.text desc, c.ordinal`),
    );
    expect(rows).toEqual([
      { text: 'old', ordinal: 0, reading: readings.old, live: true, vectors: 1 },
      { text: 'next', ordinal: 0, reading: readings.job, live: false, vectors: 1 },
      { text: 'next', ordinal: 1, reading: readings.job, live: false, vectors: 0 },
    ]);
  },
);

test('C7: the pages of the live reading and of one that is under way are known by it', async () => {
  const { rows } = await withScope(systemScope('test'), (tx) =>
    tx.execute(sql`select text, reading_id as reading from document_pages where reading_id <> version_id
      or text = 'old' order by text desc`),
  );
  expect(rows).toEqual([
    { text: 'old', reading: readings.old },
    { text: 'next', reading: readings.job },
  ]);
});

test('a second start changes nothing, and mends a database whose start was cut before its walls were up', async () => {
  const before = await database.owner.query('select fingerprint, xmin::text from drizzle.row_level_security');
  await migrateDatabase(database);
  expect(before.rows).toHaveLength(1);
  expect((await database.owner.query('select fingerprint, xmin::text from drizzle.row_level_security')).rows).toEqual(
    before.rows,
  );
  await database.owner.query("update drizzle.row_level_security set fingerprint = 'an older one'");
  await database.owner.query('alter table messages no force row level security');
  await migrateDatabase(database);
  expect(await readForcedTables()).toEqual([{ forced: true }]);
});
