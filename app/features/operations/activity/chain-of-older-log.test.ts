import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { systemScope } from '#db/scope-makers.ts';
import { openTestDatabase } from '#db/testing.ts';
import { sealAllActivity } from './seal-activity.server.ts';
import { verifyActivity } from './verify-activity.server.ts';

/** The last migration before the activity log was chained. */
const LAST = 50;
const scope = systemScope('test');
let folder: string;
let database: Database;

/** The folder db/ as it was before: its migrations, and row-level security that hides every row from everybody. */
function olderFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'openhouse-unchained-'));
  cpSync('db/migrations', join(made, 'migrations'), { recursive: true });
  const journal = join(made, 'migrations', 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.filter(({ idx }) => idx <= LAST) }));
  mkdirSync(join(made, 'row-level-security'));
  for (const file of ['1-roles.sql', '2-scope.sql'])
    cpSync(join('db/row-level-security', file), join(made, 'row-level-security', file));
  return made;
}

/** As an instance that still runs does in the midst of a migration. */
async function write(action: string, details: Record<string, unknown> = {}): Promise<string> {
  const id = v7();
  await database.owner.query('alter table audit_log no force row level security');
  await database.owner.query(
    `insert into audit_log (id, actor_kind, actor_id, action, subject_id, details, ip)
      values ($1, 'staff', 'a', $2, 'é"\\', $3, '10.0.0.1')`,
    [id, action, JSON.stringify(details)],
  );
  return id;
}

beforeAll(async () => {
  folder = olderFolder();
  database = await openTestDatabase({ folder });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

test('H5: an older log is chained as it stands, and what is written during a migration with it', async () => {
  for (let index = 0; index < 30; index += 1) await write('deed.older', { index, words: 'ř 🙂 \\u0041', none: null });
  await migrateDatabase(database);
  await write('deed.newer');
  // The same moment once more: the notes are filled, the trigger is not made yet.
  await database.owner.query('drop trigger note_activity on audit_log');
  await write('deed.between');
  const migrateAnew = async () => {
    await database.owner.query('delete from drizzle.row_level_security');
    await migrateDatabase(database);
  };
  await migrateAnew();
  expect(await sealAllActivity(scope)).toBe(32);
  expect(await verifyActivity(scope)).toMatchObject({ entries: 32, fault: undefined });

  // Later: nothing that was put in past the trigger comes into the chain by a migration.
  await database.owner.query('drop trigger note_activity on audit_log');
  const id = await write('put in');
  await migrateAnew();
  expect(await sealAllActivity(scope)).toBe(0);
  expect((await verifyActivity(scope)).fault).toMatchObject({ seq: null, id });
});
