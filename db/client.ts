import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { acquireDataLock } from './data-lock.ts';

export type DatabaseConfig = {
  databaseUrl?: string;
  dataDir: string;
  poolMax?: number;
  /** A dump that a database in memory begins with (tests). */
  image?: Blob;
};

export type Database = {
  readonly kind: 'embedded' | 'postgres';
  readonly pool: pg.Pool;
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

async function connectPostgres(connectionString: string, max: number): Promise<Database> {
  const pool = new pg.Pool({ connectionString, max, pipeline: true, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, application_name: 'openhouse' });
  // An idle connection that the server closes emits here; without a listener it would end the process. The pool replaces it.
  pool.on('error', () => {});
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new Error('PostgreSQL cannot be reached with DATABASE_URL. Check host, port, name and password, and that the server runs.', { cause });
  }
  return { kind: 'postgres', pool, close: () => pool.end() };
}

async function connectEmbedded(dataDir: string, image?: Blob): Promise<Database> {
  const inMemory = dataDir === 'memory://';
  const lock = inMemory ? undefined : await acquireDataLock(dataDir);
  try {
    const [{ PGlite }, { createPgConfig }, { vector }, { pg_trgm }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite/node-postgres'),
      import('@electric-sql/pglite-pgvector'),
      import('@electric-sql/pglite/contrib/pg_trgm'),
    ]);
    const folder = inMemory ? undefined : join(dataDir, 'database');
    if (folder) mkdirSync(folder, { recursive: true });
    const embedded = await PGlite.create({ ...(folder ? { dataDir: folder } : {}), ...(image ? { loadDataDir: image } : {}), extensions: { vector, pg_trgm } });
    // One connection: PGlite has one backend, and answers of interleaved clients would be mixed up (docs/decisions).
    const config = createPgConfig(embedded);
    acceptTypeParsers(config.connection);
    const pool = new pg.Pool({ ...config, max: 1, pipeline: true });
    return {
      kind: 'embedded',
      pool,
      dump: () => embedded.dumpDataDir('none'),
      async close() {
        await pool.end();
        await embedded.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/**
 * Drizzle passes its result parsers as `types` of a query, node-postgres hands them on with the parse message, and PGlite
 * takes them for a list of parameter types and throws. Only a list goes through.
 */
function acceptTypeParsers(connection: { parse(query: unknown): void }): void {
  const parse = connection.parse.bind(connection);
  connection.parse = (query) => parse({ ...(query as object), types: Array.isArray((query as { types?: unknown }).types) ? (query as { types: unknown }).types : undefined });
}
