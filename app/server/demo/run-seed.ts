import { openDatabase } from '#app/server/open-database.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { env } from '#app/platform/env.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { seedLongview } from './seed-longview.ts';

/**
 * `npm run seed:longview`: the pilot into the configured database; its documents are read by the running (or next
 * started) application.
 */
const database = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR });
try {
  await migrateDatabase(database);
  const pilot = await seedLongview();
  const { tenantId, developmentId, documentIds, signIns } = pilot;
  const lines = [
    `Seeded Longview Park: tenant ${tenantId}, development ${developmentId}, ${documentIds.length} documents.`,
    ...signIns.map(({ role, email, password }) => `${role}: ${email} ${password}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
} finally {
  await replaceEmbedder();
  await database.close();
}
