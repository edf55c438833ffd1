import { connectEmbedded } from './connect-embedded.ts';
import { connectPostgres } from './connect-postgres.ts';
import type { Database, DatabaseConfig } from './database.ts';

export type { Database, DatabaseConfig };

/**
 * What the process shares; on globalThis, because Vite's dev server evaluates changed modules anew and must find the
 * open database.
 */
const shared = globalThis as typeof globalThis & { __openhouseDatabase?: Database };

/** The process's database. Throws when connectDatabase has not run. */
export function database(): Database {
  if (!shared.__openhouseDatabase) throw new Error('The database is not connected. Call connectDatabase() first.');
  return shared.__openhouseDatabase;
}

/** Asks the database for nothing. Rejects when it does not answer. */
export async function pingDatabase(): Promise<void> {
  await database().pool.query('select 1');
}

/**
 * Connects the process: to PostgreSQL by `databaseUrl`, else to the embedded PGlite in `dataDir/database` (one
 * connection). `dataDir` may be `memory://`; for a folder call openDatabase (app/platform), which brings its lock.
 */
export async function connectDatabase(config: DatabaseConfig): Promise<Database> {
  if (shared.__openhouseDatabase) return shared.__openhouseDatabase;
  const connected = config.databaseUrl
    ? await connectPostgres(config.databaseUrl, config.poolMax ?? 10)
    : await connectEmbedded(config);
  const close = connected.close;
  shared.__openhouseDatabase = {
    ...connected,
    async close() {
      shared.__openhouseDatabase = undefined;
      await close();
    },
  };
  return shared.__openhouseDatabase;
}
