import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { Database } from './database.ts';
import { loginName, readWall, type Login, type Wall } from './logins.ts';

/**
 * PostgreSQL. `databaseUrl` is the tables' owner, whose connections are for migrations; the process works as two logins
 * of its own, made by the migration, in a pool each: of `max` connections for houses, tenants and the door, of half as
 * many for the platform.
 */
export async function connectPostgres(databaseUrl: string, max: number): Promise<Database> {
  // Two for a migration and its lock, one to look or to end something meanwhile.
  const owner = poolOf({
    connectionString: databaseUrl,
    max: 3,
    idleTimeoutMillis: 5_000,
    application_name: 'openhouse-owner',
  });
  let version: number;
  try {
    const { rows } = await owner.query("select current_setting('server_version_num')::int as version");
    version = rows[0].version;
  } catch (cause) {
    await owner.end();
    throw new Error(
      'PostgreSQL cannot be reached with DATABASE_URL. Check host, port, name and password, and that the server runs.',
      { cause },
    );
  }
  let wall: Promise<Wall> | undefined;
  const readOnce = () =>
    (wall ??= readWall(owner).catch((error: unknown) => {
      wall = undefined;
      throw error;
    }));
  const target = new pg.Client({ connectionString: databaseUrl });
  // Poolers of managed hosts tell projects apart by what follows a dot in the user's name.
  const [, ...rest] = (target.user ?? '').split('.');
  const project = rest.map((part) => `.${part}`).join('');
  const poolFor = (login: Login, size: number, more?: pg.PoolConfig) =>
    poolOf({
      host: target.host,
      port: target.port,
      database: target.database ?? '',
      ssl: (target as unknown as { ssl: pg.PoolConfig['ssl'] }).ssl ?? false,
      user: loginName(login, target.database ?? '') + project,
      password: async () => (await readOnce()).passwords[login],
      max: size,
      application_name: 'openhouse',
      maxLifetimeSeconds: LIFETIME_S,
      ...more,
    });
  const pool = poolFor('app', max);
  const platformPool = poolFor('platform', Math.max(2, Math.ceil(max / 2)));
  // A connection of their own, since those of the pools may all be held by what is to be ended.
  const enders = { app: poolFor('app', 1, ENDER), platform: poolFor('platform', 1, ENDER) };
  return {
    kind: 'postgres',
    pool,
    platformPool,
    owner,
    wall: readOnce,
    begin: (_login, statements) => ['begin', ...statements].join('; '),
    limits: (milliseconds) => [
      `set local idle_in_transaction_session_timeout = ${milliseconds}`,
      ...(version >= 170_000 ? [`set local transaction_timeout = ${milliseconds}`] : []),
    ],
    end: (how) => `${how}; ${LEAVE_NOTHING}`,
    cut(client, login, place) {
      // Not by its own goodbye, which waits for the statement.
      (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
      client.release(true);
      // When neither is let in, the server's own limits are left.
      if (place) endBackend([enders[login], owner], place).catch(() => {});
    },
    async becomeApplication() {
      for (const each of [pool, platformPool]) {
        await each.query('select 1').catch((cause: unknown) => {
          throw new Error(
            `PostgreSQL does not let the role ${each.options.user} log in, as which the application works. Let ` +
              'it in with its password from here (pg_hba.conf, or the pooler’s list of users).',
            { cause },
          );
        });
      }
    },
    close: async () =>
      void (await Promise.all([pool, platformPool, enders.app, enders.platform, owner].map((one) => one.end()))),
  };
}

/**
 * Ends the server's process that `place` names, unless its number is another connection's by now. A login may end its
 * own; where that was revoked from everybody, the owner is a superuser, who may. Throws when neither could be asked.
 */
async function endBackend([login, owner]: readonly [pg.Pool, pg.Pool], place: string): Promise<void> {
  const end = 'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start <= $2';
  await login.query(end, place.split('|')).catch(() => owner.query(end, place.split('|')));
}

/** How long a connection lives: the names of settings that SQL has made up stay on it, and take memory. */
const LIFETIME_S = 600;
const ENDER: pg.PoolConfig = { idleTimeoutMillis: 5_000, application_name: 'openhouse-ender' };

/**
 * What SQL in a scope may have set, opened or locked for the whole session goes before the next scope gets the
 * connection, and `random()` begins anew from the server's own strong random bits. Not `discard all`: it drops the
 * plans of the wall's functions, too, and goes by itself alone.
 */
const LEAVE_NOTHING =
  'reset session authorization; reset all; close all; deallocate all; unlisten *; select pg_advisory_unlock_all(), ' +
  "setseed(('x' || right(gen_random_uuid()::text, 12))::bit(48)::bigint / 140737488355328.0 - 1)";

function poolOf(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ pipeline: true, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, ...config });
  // An idle connection that the server closes emits here; without a listener it would end the process. The pool
  // replaces it.
  pool.on('error', () => {});
  // Nor may one whose server's process ends while a scope has it: its queries are told, and the pool drops it.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
