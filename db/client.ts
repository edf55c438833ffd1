import type pg from 'pg';
import { connectEmbedded } from './connect-embedded.ts';
import { connectPostgres } from './connect-postgres.ts';
import type { Login, Wall } from './wall.ts';

export type DatabaseConfig = {
  databaseUrl?: string;
  dataDir: string;
  poolMax?: number;
  /** A dump that a database in memory begins with (tests). */
  image?: Blob;
};

/** A way to the tables' owner: for migrations and for tests, never for a request. */
export type Owner = { connect(): Promise<pg.PoolClient>; query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> };

export type Database = {
  readonly kind: 'embedded' | 'postgres';
  /** Logged in as `app`, which may do nothing before withScope has made it a scope's role. */
  readonly pool: pg.Pool;
  /** Logged in as `platform`; the embedded database has one connection for both. */
  readonly platformPool: pg.Pool;
  readonly owner: Owner;
  /** What scopes are signed with. Throws before the first migration. */
  wall(): Promise<Wall>;
  /** The text that begins a transaction of a scope under `login`: `statements`, which must come from nobody but withScope. */
  begin(login: Login, statements: readonly string[]): string;
  /** From now on the process is not the owner. Called by migrateDatabase. Throws when the server refuses the logins. */
  becomeApplication(): Promise<void>;
  /** The embedded database as one tar file, for `image`. */
  dump?(): Promise<Blob>;
  close(): Promise<void>;
};

/** What the process shares; on globalThis, because Vite's dev server evaluates changed modules anew and must find the open database. */
const shared = globalThis as typeof globalThis & { __openhouseDatabase?: Database };

/** The process's database. Throws when connectDatabase has not run. */
export function database(): Database {
  if (!shared.__openhouseDatabase) throw new Error('The database is not connected. Call connectDatabase() first.');
  return shared.__openhouseDatabase;
}

/**
 * Connects the process: to PostgreSQL by `databaseUrl`, else to the embedded PGlite in `dataDir/database` (one connection;
 * a lock file keeps a second process out). `dataDir` may be `memory://`. Throws when the folder is taken or unwritable.
 */
export async function connectDatabase(config: DatabaseConfig): Promise<Database> {
  if (shared.__openhouseDatabase) return shared.__openhouseDatabase;
  const connected = config.databaseUrl ? await connectPostgres(config.databaseUrl, config.poolMax ?? 10) : await connectEmbedded(config.dataDir, config.image);
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
