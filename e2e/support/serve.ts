import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { E2E_SECRET } from './pilot.ts';

/*
 * The application under test: the production build, on embedded defaults and a fresh data folder, with a second tenant beside
 * the pilot. Playwright starts and stops it.
 */

const dataDir = resolve('test-results', '.server', process.env.PORT ?? '4317');
await rm(dataDir, { recursive: true, force: true });
await mkdir(dataDir, { recursive: true });
Object.assign(process.env, { DATA_DIR: dataDir, LOG_DIR: resolve(dataDir, 'logs'), SESSION_SECRET: E2E_SECRET });
Reflect.deleteProperty(process.env, 'NODE_ENV');

const { connectDatabase } = await import('#db/client.ts');
const { migrateDatabase } = await import('#db/migrate.ts');
const { seedLongview } = await import('#db/seed/seed-longview.ts');
const { seedNeighbour } = await import('#db/seed/seed-neighbour.ts');

const database = await connectDatabase({ dataDir });
await migrateDatabase(database);
await seedLongview();
await seedNeighbour(E2E_SECRET);
await database.close();

await import('../../app/server/start.ts');
