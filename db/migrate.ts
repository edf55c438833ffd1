import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { PoolClient } from 'pg';
import type { Database } from './client.ts';

/** One number for the advisory lock, so that instances that start together migrate one after the other. */
const MIGRATION_LOCK = 7_203_411;

/**
 * Brings the schema up to date: extensions, drizzle's migrations from `folder`, then row-level security when that file or the
 * migrations have changed. Safe to run at every start. Throws with what to do when pgvector is missing.
 */
export async function migrateDatabase(database: Database, folder = join(process.cwd(), 'db')): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await ensureExtensions(client);
      await migrate(drizzle({ client }), { migrationsFolder: join(folder, 'migrations'), migrationsSchema: 'drizzle' });
      await applyRowLevelSecurity(client, folder);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    client.release();
  }
}

async function ensureExtensions(client: PoolClient): Promise<void> {
  for (const extension of ['vector', 'pg_trgm']) {
    try {
      await client.query(`create extension if not exists ${extension}`);
    } catch (cause) {
      throw new Error(`The database lacks the extension ${extension} and this user may not create it. As a superuser run: create extension ${extension};`, { cause });
    }
  }
  const { rows } = await client.query<{ version: string }>("select extversion as version from pg_extension where extname = 'vector'");
  const [major = 0, minor = 0] = (rows[0]?.version ?? '0.0').split('.').map(Number);
  if (major === 0 && minor < 8) throw new Error(`pgvector ${rows[0]?.version} is too old: version 0.8 or later is needed. Upgrade it, then run: alter extension vector update;`);
}

async function applyRowLevelSecurity(client: PoolClient, folder: string): Promise<void> {
  const statements = readFileSync(join(folder, 'row-level-security.sql'), 'utf8');
  const migrations = readdirSync(join(folder, 'migrations')).filter((name) => name.endsWith('.sql')).sort().join(',');
  const fingerprint = createHash('sha256').update(statements).update(migrations).digest('hex');
  await client.query('create table if not exists drizzle.row_level_security (fingerprint text not null)');
  const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from drizzle.row_level_security');
  if (rows[0]?.fingerprint === fingerprint) return;
  await client.query('begin');
  try {
    await client.query(statements);
    await client.query('delete from drizzle.row_level_security');
    await client.query('insert into drizzle.row_level_security values ($1)', [fingerprint]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
