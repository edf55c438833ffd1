import { existsSync, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#app/server/open-database.ts';
import { connectDatabase, type Database } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import pg from 'pg';
import { loginName } from './logins.ts';

/**
 * A migrated, empty database for one test file: PGlite in memory, or, when DATABASE_URL is set (CI's native run), a
 * database of its own on that server, dropped on close. `folder`: of an older schema. Call in `beforeAll`, and
 * `close()` in `afterAll`.
 */
export async function openTestDatabase({ folder }: { folder?: string } = {}): Promise<Database> {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    // An older schema begins from nothing.
    const embedded = await connectDatabase({ dataDir: 'memory://', ...(folder ? {} : await migratedImage()) });
    await migrateDatabase(embedded, folder);
    return embedded;
  }
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const administration = new pg.Client({ connectionString: databaseUrl });
  await administration.connect();
  await administration.query(`create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const native = await connectDatabase({ dataDir: 'unused', databaseUrl: url.href, poolMax: 10 });
  await migrateDatabase(native, folder);
  if (!folder) await showRowsToOwner(native);
  const logins = (['app', 'platform'] as const).map((login) => loginName(login, name));
  return {
    ...native,
    async close() {
      await native.close();
      // Without force it waits for a vacuum under way, which this user may not end.
      await administration
        .query(`drop database ${name}`)
        .catch(() => administration.query(`drop database ${name} with (force)`));
      for (const login of logins) await administration.query(`drop role ${login}`);
      await administration.end();
    },
  };
}

async function migratedImage(): Promise<{ image?: Blob }> {
  const path = process.env.TEST_DATABASE_IMAGE;
  return path ? { image: await openAsBlob(path) } : {};
}

/** For a process that is killed and started again: the embedded database of a data folder, migrated. */
export async function openTestFolder(dataDir: string): Promise<void> {
  const isNew = !existsSync(join(dataDir, 'database', 'PG_VERSION'));
  await migrateDatabase(await openDatabase({ dataDir, ...(isNew ? await migratedImage() : {}) }));
}

/** Tests look at rows as the tables' owner, from whom row-level security hides them where it is no superuser. */
async function showRowsToOwner(database: Database): Promise<void> {
  await database.owner.query(`do $$ declare t record; begin
    for t in select oid::regclass as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
    loop
      execute format('create policy owner_in_tests on %s to current_user using (true) with check (true)', t.name);
    end loop; end $$`);
}
