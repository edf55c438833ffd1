import { writeFile } from 'node:fs/promises';
import { env } from '#app/platform/env.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { openDatabase } from '#app/server/open-database.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { seedLongview } from '#app/server/demo/seed-longview.ts';
import { seedLoadHouses } from './seed-load-houses.ts';

/*
 * A process of its own (the environment is read once a process): migrates and seeds the database that the environment
 * names, before the server opens it, and writes the pilot's ids and sign-ins to the file of the first argument. Second
 * argument: how many houses more.
 */

const [file, count] = process.argv.slice(2);
if (!file || !count)
  throw new Error('Usage: node perf/harness/target/prepare-database.ts <file for the ids> <number of extra houses>');
const database = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR });
try {
  await migrateDatabase(database);
  const { tenantId, developmentId, signIns } = await seedLongview();
  await seedLoadHouses({ tenantId, developmentId, secret: resolveSessionSecret(env), count: Number(count) });
  await writeFile(file, JSON.stringify({ tenantId, developmentId, signIns }));
} finally {
  await replaceEmbedder();
  await database.close();
}
