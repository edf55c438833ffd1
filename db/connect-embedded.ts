import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Database, DatabaseConfig, Owner } from './database.ts';
import { StatementGate } from './statement-gate.ts';
import { loginName, readWall, type Wall } from './logins.ts';

/** Functions that leave something on the connection or in the log of writes, and that nothing of ours calls. */
const KEEPING = ['setseed', 'set_limit', 'pg_logical_emit_message'];

/**
 * PGlite in `dataDir/database`, or in memory: one connection, which changes its user instead of there being a pool for
 * each.
 */
export async function connectEmbedded({ dataDir, image, lock: lockFolder }: DatabaseConfig): Promise<Database> {
  const inMemory = dataDir === 'memory://';
  if (!inMemory && !lockFolder) throw new Error('A data folder needs its lock: connect by openDatabase().');
  const lock = inMemory ? undefined : await lockFolder?.(dataDir);
  try {
    const [{ PGlite }, { createPgConfig }, { vector }, { pg_trgm }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite/node-postgres'),
      import('@electric-sql/pglite-pgvector'),
      import('@electric-sql/pglite/contrib/pg_trgm'),
    ]);
    const folder = inMemory ? undefined : join(dataDir, 'database');
    if (folder) mkdirSync(folder, { recursive: true });
    const embedded = await PGlite.create({
      ...(folder ? { dataDir: folder } : {}),
      ...(image ? { loadDataDir: image } : {}),
      extensions: { vector, pg_trgm },
    });
    // One connection: PGlite has one backend, and answers of interleaved clients would be mixed up (decision 2).
    const config = createPgConfig(embedded);
    const gate = new StatementGate(config.connection);
    const pool = new pg.Pool({ ...config, max: 1, pipeline: true });
    const [app, platform] = [loginName('app', config.database), loginName('platform', config.database)];
    let wall: Promise<Wall> | undefined;
    const owner = ownerOf(pool, gate, { owner: config.user, app });
    return {
      kind: 'embedded',
      pool,
      platformPool: pool,
      owner,
      dump: () => embedded.dumpDataDir('none'),
      wall: () => (wall ??= Promise.reject(new Error('The database is not migrated: call migrateDatabase() first.'))),
      begin: (login, statements) =>
        gate.trust(
          [
            'begin',
            ...(login === 'platform' ? [`set local session authorization ${platform}`] : []),
            ...statements,
          ].join('; '),
        ),
      limits: () => [],
      // Settings, roles, cursors and statements of a session are kept out by the gate, and by what is revoked below.
      end: (how) => how,
      async becomeApplication() {
        wall = Promise.resolve(await readWall(owner));
        const client = await owner.connect();
        try {
          // The owner is a superuser here: what could change the connection's user from inside a statement is nobody's.
          await client.query(
            'revoke execute on function pg_catalog.set_config(text, text, boolean) from public; grant execute on ' +
              'function pg_catalog.set_config(text, text, boolean) to openhouse_keeper; revoke usage on language ' +
              'plpgsql, sql from public; grant usage on language plpgsql, sql to openhouse_keeper',
          );
          await client.query(`do $$ declare f record; begin
            for f in select oid::regprocedure as name from pg_proc
              where proname in ('${KEEPING.join("', '")}')
            loop
              execute format('revoke execute on function %s from public', f.name);
            end loop; end $$`);
        } finally {
          gate.closed = true;
          client.release();
        }
      },
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

/** The one connection as its first user again, who is put off before the next client gets it. */
function ownerOf(pool: pg.Pool, gate: StatementGate, users: { owner: string; app: string }): Owner {
  const connect = async () => {
    const client = await pool.connect();
    if (gate.closed) await client.query(gate.trust(`set session authorization ${users.owner}`));
    const wasClosed = gate.closed;
    gate.closed = false;
    const release = client.release.bind(client);
    client.release = (broken) => {
      client.release = release;
      if (!wasClosed && !gate.closed) return release(broken);
      gate.closed = true;
      client.query(gate.trust(`set session authorization ${users.app}`)).then(
        () => release(broken),
        () => release(true),
      );
    };
    return client;
  };
  return {
    connect,
    async query(text, values) {
      const client = await connect();
      try {
        return await client.query(text, values);
      } finally {
        client.release();
      }
    },
  };
}
