import { openDatabase } from '#app/server/open-database.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { seedEndedAlert } from '#db/seed/ended-alert.ts';
import { seedClosing, seedNeighbour } from '#app/server/demo/seed-neighbour.ts';
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
  await seedClosing(E2E_SECRET);
  await seedEndedAlert();
} finally {
  await database.close();
}
process.exit(0);
