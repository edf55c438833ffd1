import pg from 'pg';
import type { Database } from './database.ts';
import { loginName, readWall, type Login, type Wall } from './wall.ts';

/**
 * PostgreSQL. `databaseUrl` is the tables' owner, whose connections are for migrations; the process works as two logins
 * of its own, made by the migration, in a pool each: of `max` connections for houses, tenants and the door, of half as
 * many for the platform.
 */
export async function connectPostgres(databaseUrl: string, max: number): Promise<Database> {
  const owner = poolOf({
    connectionString: databaseUrl,
    max: 2,
    idleTimeoutMillis: 5_000,
    application_name: 'openhouse-owner',
  });
  try {
    await owner.query('select 1');
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
  const poolFor = (login: Login, size: number) =>
    poolOf({
      host: target.host,
      port: target.port,
      database: target.database ?? '',
      ssl: (target as unknown as { ssl: pg.PoolConfig['ssl'] }).ssl ?? false,
      user: loginName(login, target.database ?? '') + project,
      password: async () => (await readOnce()).passwords[login],
      max: size,
      application_name: 'openhouse',
    });
  const pool = poolFor('app', max);
  const platformPool = poolFor('platform', Math.max(2, Math.ceil(max / 2)));
  return {
    kind: 'postgres',
    pool,
    platformPool,
    owner,
    wall: readOnce,
    begin: (_login, statements) => ['begin', ...statements].join('; '),
    end: (how) => `${how}; ${LEAVE_NOTHING}`,
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
    close: async () => void (await Promise.all([pool.end(), platformPool.end(), owner.end()])),
  };
}

/**
 * What SQL in a scope may have set, opened or locked for the whole session goes before the next scope gets the
 * connection. Not `discard all`: it drops the plans of the wall's functions, too, and goes by itself alone.
 */
const LEAVE_NOTHING =
  'reset session authorization; reset all; close all; deallocate all; unlisten *; select pg_advisory_unlock_all()';

function poolOf(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ pipeline: true, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, ...config });
  // An idle connection that the server closes emits here; without a listener it would end the process. The pool
  // replaces it.
  pool.on('error', () => {});
  return pool;
}
