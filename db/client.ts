import { connectEmbedded } from './connect-embedded.ts';
import { connectPostgres } from './connect-postgres.ts';
import type { Database } from './database.ts';

export type { Database };

export type DatabaseConfig = {
  databaseUrl?: string;
  dataDir: string;
  poolMax?: number;
  /** A dump that a database in memory begins with (tests). */
  image?: Blob;
};

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

/**
 * Connects the process: to PostgreSQL by `databaseUrl`, else to the embedded PGlite in `dataDir/database` (one
 * connection; a lock file keeps a second process out). `dataDir` may be `memory://`. Throws when the folder is taken or
 * unwritable.
 */
export async function connectDatabase(config: DatabaseConfig): Promise<Database> {
  if (shared.__openhouseDatabase) return shared.__openhouseDatabase;
  const connected = config.databaseUrl
    ? await connectPostgres(config.databaseUrl, config.poolMax ?? 10)
    : await connectEmbedded(config.dataDir, config.image);
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
