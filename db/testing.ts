import { openAsBlob } from 'node:fs';
import { connectDatabase, type Database } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import pg from 'pg';

/**
 * A migrated, empty database for one test file: PGlite in memory, or, when DATABASE_URL is set (CI's native run), a database of its
 * own on that server, dropped on close. Call in `beforeAll`, and `close()` in `afterAll`.
 */
export async function openTestDatabase(databaseUrl = process.env.DATABASE_URL): Promise<Database> {
  if (!databaseUrl) {
    const image = process.env.TEST_DATABASE_IMAGE;
    const embedded = await connectDatabase({ dataDir: 'memory://', ...(image ? { image: await openAsBlob(image) } : {}) });
    await migrateDatabase(embedded);
    return embedded;
  }
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const administration = new pg.Client({ connectionString: databaseUrl });
  await administration.connect();
  await administration.query(`create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const native = await connectDatabase({ dataDir: 'unused', databaseUrl: url.href, poolMax: 10 });
  await migrateDatabase(native);
  return {
    ...native,
    async close() {
      await native.close();
      // Without force it waits for a vacuum under way, which this user may not end.
      await administration.query(`drop database ${name}`).catch(() => administration.query(`drop database ${name} with (force)`));
      await administration.end();
    },
  };
}
