import type pg from 'pg';
import type { Login, Wall } from './logins.ts';

/** A way to the tables' owner: for migrations and for tests, never for a request. */
export type Owner = {
  connect(): Promise<pg.PoolClient>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
};

export type DatabaseConfig = {
  databaseUrl?: string;
  dataDir: string;
  poolMax?: number;
  /** Keeps every other process out of `dataDir`; needed for a folder, since two on one lose rows silently. */
  lock?: (dataDir: string) => Promise<{ release(): void }>;
  /** A dump that a new embedded database begins with (tests). */
  image?: Blob;
};

export type Database = {
  readonly kind: 'embedded' | 'postgres';
  /** Logged in as `app`, which may do nothing before withScope has made it a scope's role. */
  readonly pool: pg.Pool;
  /** Logged in as `platform`; the embedded database has one connection for both. */
  readonly platformPool: pg.Pool;
  readonly owner: Owner;
  /** What scopes are signed with. Throws before the first migration. */
  wall(): Promise<Wall>;
  /**
   * The text that begins a transaction of a scope under `login`: `statements`, which must come from nobody but
   * withScope.
   */
  begin(login: Login, statements: readonly string[]): string;
  /**
   * Statements for its beginning by which the server itself ends it, and its connection, some `milliseconds` after it
   * began or after its last statement: for a process that is gone. SQL can lift them.
   */
  limits(milliseconds: number): readonly string[];
  /**
   * Cuts off a connection whose transaction has had its time, and has the server end what runs there. `place`: what
   * wall.open() has said. The embedded database has none: a statement that runs there has the process.
   */
  cut?(client: pg.PoolClient, login: Login, place: string | undefined): void;
  /** The text that ends it and leaves nothing of it on the connection. */
  end(how: 'commit' | 'rollback'): string;
  /** From now on the process is not the owner. Called by migrateDatabase. Throws when the server refuses the logins. */
  becomeApplication(): Promise<void>;
  /** The embedded database as one tar file, for `image`. */
  dump?(): Promise<Blob>;
  close(): Promise<void>;
};
