import { openDatabase } from '#app/server/open-database.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { qrCodesOf } from '#app/server/demo/qr-codes.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { hashPassword } from '#app/platform/password.ts';
import { CLOSING, seedClosingRows } from '#db/seed/closing.ts';
import { seedNeighbour } from '#app/server/demo/seed-neighbour.ts';
import { E2E_SECRET } from './pilot.ts';

/*
 * Puts the second tenant, and one that a journey closes, into DATA_DIR before the application first opens it; run by
 * ready-data.ts as a process of its own.
 */

const dataDir = process.env.DATA_DIR;
if (!dataDir) throw new Error('DATA_DIR names no folder: this script is started by e2e/support/ready-data.ts.');
const database = await openDatabase({ dataDir });
try {
  await migrateDatabase(database);
  await seedNeighbour(E2E_SECRET);
  await seedClosingRows({
    hashOf: qrCodesOf(E2E_SECRET, CLOSING.tenantId).hashOf,
    passwordHash: await hashPassword(CLOSING.developer.password),
    embeddingModel: embedder().model,
  });
} finally {
  await database.close();
}
process.exit(0);
