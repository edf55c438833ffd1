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
beforeAll(async () => {
  older = olderFolder(13);
  database = await openTestDatabase({ folder: older });
});
afterAll(async () => {
  await database.close();
  rmSync(older, { recursive: true });
});

/** The folder db/ as an older version had it: migrations up to `last`, and row-level security that hides every row from everybody. */
function olderFolder(last: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'openhouse-older-'));
  cpSync('db/migrations', join(folder, 'migrations'), { recursive: true });
  const journal = join(folder, 'migrations', 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.filter(({ idx }) => idx <= last) }));
  mkdirSync(join(folder, 'row-level-security'));
  for (const file of ['1-roles.sql', '2-scope.sql']) cpSync(join('db/row-level-security', file), join(folder, 'row-level-security', file));
  return folder;
}

async function readForcedTables(): Promise<{ forced: boolean }[]> {
  const { rows } = await database.owner.query<{ forced: boolean }>("select distinct relforcerowsecurity as forced from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')");
  return rows;
}

/** A tenant with a house that nobody has claimed, one that its owner has, and a chat in each. */
async function storeChats(): Promise<Record<'open' | 'claimed', string>> {
  const [tenant, development, open, claimed] = [v7(), v7(), v7(), v7()];
  const ask = (text: string, ...values: unknown[]) => database.owner.query(text, values);
  const tables = ['tenants', 'developments', 'house_types', 'houses', 'homeowners', 'conversations'];
  for (const table of tables) await ask(`alter table ${table} no force row level security`);
  await ask("insert into tenants (id, slug, name, brand, support_email, support_phone) values ($1, 't', 'T', '{}', 'a@b.example', '1')", tenant);
  await ask("insert into developments (tenant_id, id, slug, name, address, latitude, longitude, embedding_model) values ($1, $2, 'd', 'D', '', 0, 0, 'm')", tenant, development);
  await ask("insert into house_types (tenant_id, development_id, code, name, description) values ($1, $2, 'A', 'A', '')", tenant, development);
  for (const [house, claimedAt] of [[open, null], [claimed, new Date()]] as const) {
    await ask("insert into houses (tenant_id, id, development_id, house_type, label, address) values ($1, $2, $3, 'A', $4, '')", tenant, house, development, house);
    await ask("insert into homeowners (tenant_id, id, house_id, full_name, email, claimed_at) values ($1, $2, $2, 'O', $2::uuid::text || '@x.example', $3)", tenant, house, claimedAt);
    await ask('insert into conversations (tenant_id, id, house_id, homeowner_id) values ($1, $2, $2, $2)', tenant, house);
  }
  for (const table of tables) await ask(`alter table ${table} force row level security`);
  return { open, claimed };
}

test('E2, I2: a migration changes rows that row-level security hides from the owner: chats of a house that nobody has claimed become nobody’s', async () => {
  const { open, claimed } = await storeChats();
  await migrateDatabase(database);
  const { rows } = await withScope(systemScope('test'), (tx) => tx.execute<{ id: string }>(sql`select id::text, session_id is null as shared from conversations order by id`));
  expect(rows).toEqual([{ id: open, shared: false }, { id: claimed, shared: true }]);
  expect(await readForcedTables()).toEqual([{ forced: true }]);
});

test('a second start changes nothing, and puts a database right whose start was cut before its walls were up', async () => {
  const before = await database.owner.query('select fingerprint, xmin::text from drizzle.row_level_security');
  await migrateDatabase(database);
  expect(before.rows).toHaveLength(1);
  expect((await database.owner.query('select fingerprint, xmin::text from drizzle.row_level_security')).rows).toEqual(before.rows);
  await database.owner.query("update drizzle.row_level_security set fingerprint = 'an older one'");
  await database.owner.query('alter table messages no force row level security');
  await migrateDatabase(database);
  expect(await readForcedTables()).toEqual([{ forced: true }]);
});
