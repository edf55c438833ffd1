import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { PoolClient } from 'pg';
import type { Database } from './client.ts';
import { resetRoles } from './reset-roles.ts';
import { buildWall } from './logins.ts';

/** Roles belong to the whole server: another database's migration may touch them in the same moment. */
const TRIES = 8;

/**
 * Brings the schema up to date as its owner: extensions, drizzle's migrations from `folder`, then row-level security
 * when its files or the migrations have changed. Safe to run at every start. Throws with what to do when pgvector is
 * missing or roles cannot be made.
 */
export async function migrateDatabase(database: Database, folder = join(process.cwd(), 'db')): Promise<void> {
  const client = await database.owner.connect();
  try {
    await againWhenCollided(() => ensureRecord(client));
    const unlock = await lockMigrations(database);
    try {
      await ensureExtensions(client);
      const security = readSecurity(folder);
      const upToDate = await isApplied(client, security.fingerprint);
      if (!upToDate) await showRowsToMigrations(client);
      await migrate(drizzle({ client }), { migrationsFolder: join(folder, 'migrations'), migrationsSchema: 'drizzle' });
      if (!upToDate) await againWhenCollided(() => applyRowLevelSecurity(client, security));
      await againWhenCollided(() => resetRoles(client));
    } finally {
      await unlock();
    }
  } finally {
    client.release();
  }
  await database.becomeApplication();
}

/** What is applied stands in a table that only the owner may touch. */
async function ensureRecord(client: PoolClient): Promise<void> {
  await client.query('create schema if not exists drizzle');
  await client.query('create table if not exists drizzle.row_level_security (fingerprint text not null)');
}

/** "If not exists" is no lock, and roles are the server's: somebody else may touch the same in the same moment. */
async function againWhenCollided(work: () => Promise<void>, tries = TRIES): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    const collided =
      /^(23505|40P01|42P0[67]|42710)$/.test(code) || (code === 'XX000' && /concurrently/.test(`${error}`));
    if (!collided || tries === 1) throw error;
    await againWhenCollided(work, tries - 1);
  }
}

/**
 * Lets instances that start together migrate one after the other: a lock on that table, held by a transaction of a
 * second connection, since each migration has its own. Not an advisory lock, whose number anybody could hold who runs
 * SQL. The embedded database has one process and one connection.
 */
async function lockMigrations({ kind, owner }: Database): Promise<() => Promise<void>> {
  if (kind === 'embedded') return async () => {};
  const holder = await owner.connect();
  try {
    await holder.query(
      'begin; set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0; ' +
        'set local lock_timeout = 0; lock table drizzle.row_level_security in share update exclusive mode',
    );
  } catch (error) {
    holder.release(true);
    throw error;
  }
  return async () => {
    await holder.query('commit').then(
      () => holder.release(),
      (error: Error) => holder.release(error),
    );
  };
}

async function ensureExtensions(client: PoolClient): Promise<void> {
  for (const extension of ['vector', 'pg_trgm']) {
    try {
      await client.query(`create extension if not exists ${extension}`);
    } catch (cause) {
      throw new Error(
        `The database lacks the extension ${extension} and this user may not create it. As a superuser run: ` +
          `create extension ${extension};`,
        { cause },
      );
    }
  }
  const { rows } = await client.query<{ version: string }>(
    "select extversion as version from pg_extension where extname = 'vector'",
  );
  const [major = 0, minor = 0] = (rows[0]?.version ?? '0.0').split('.').map(Number);
  if (major === 0 && minor < 8)
    throw new Error(
      `pgvector ${rows[0]?.version} is too old: version 0.8 or later is needed. Upgrade it, then run: alter ` +
        'extension vector update;',
    );
}

type Security = { statements: string[]; fingerprint: string };

function readSecurity(folder: string): Security {
  const sqlFilesOf = (name: string) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.sql'))
      .sort();
  const statements = sqlFilesOf('row-level-security').map((file) =>
    readFileSync(join(folder, 'row-level-security', file), 'utf8'),
  );
  const fingerprint = createHash('sha256')
    .update(statements.join('\n'))
    .update(sqlFilesOf('migrations').join(','))
    .digest('hex');
  return { statements, fingerprint };
}

async function isApplied(client: PoolClient, fingerprint: string): Promise<boolean> {
  const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from drizzle.row_level_security');
  return rows[0]?.fingerprint === fingerprint;
}

/**
 * Forced row-level security hides all rows from a migration by an owner who is no superuser, and the wall's triggers
 * keep the columns that they name from being changed; both are made again right after the migrations.
 */
async function showRowsToMigrations(client: PoolClient): Promise<void> {
  await client.query(`do $$ declare t record; begin
    for t in select oid::regclass as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relforcerowsecurity
    loop
      execute format('alter table %s no force row level security', t.name);
    end loop;
    for t in select tgrelid::regclass as name, tgname from pg_trigger
      where tgname like 'wall\\_%' and not tgisinternal
    loop
      execute format('drop trigger %I on %s', t.tgname, t.name);
    end loop; end $$`);
}

async function applyRowLevelSecurity(client: PoolClient, security: Security): Promise<void> {
  await client.query('begin');
  try {
    for (const statements of security.statements) await client.query(statements);
    await buildWall(client);
    await client.query('delete from drizzle.row_level_security');
    await client.query('insert into drizzle.row_level_security values ($1)', [security.fingerprint]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    if ((cause as { code?: unknown }).code !== '42501') throw cause;
    throw new Error(
      'The user of DATABASE_URL may not make the roles of row-level security. As a superuser run: alter role ' +
        '<that user> createrole; on PostgreSQL 16 and later, when another user has made them, also: grant ' +
        'openhouse_keeper, openhouse_house, openhouse_staff, openhouse_job, openhouse_entry, openhouse_door, ' +
        'openhouse_platform to <that user> with admin option; and make that user the owner of the database.',
      { cause },
    );
  }
}
