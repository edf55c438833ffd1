import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { QueryResult, QueryResultRow } from 'pg';

/*
 * What opens the second wall: the key that scopes are signed with, and the two roles that the process logs in as. Both
 * are made at the first migration and kept in the schema `wall`, which only the tables' owner can read, so that every
 * instance finds the same.
 */

/**
 * `app`: houses, tenants and the door. `platform`: every tenant's rows. Neither may do anything before it has become a
 * scope's role.
 */
export type Login = 'app' | 'platform';

/** The roles of scopes that each login may take. */
export const MEMBER_OF: Record<Login, readonly string[]> = {
  app: ['openhouse_house', 'openhouse_staff', 'openhouse_job', 'openhouse_entry', 'openhouse_door'],
  platform: ['openhouse_platform'],
};

/** A connection or pool as the tables' owner. */
export type Asked = { query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>> };

export type Wall = { innerKey: Buffer; outerKey: Buffer; passwords: Record<Login, string> };

/**
 * The name of a login of one database: roles belong to the server, and two databases of one server must not change each
 * other's passwords.
 */
export function loginName(login: Login, databaseName: string): string {
  return `openhouse_${login}_${createHash('sha256').update(databaseName).digest('hex').slice(0, 12)}`;
}

/** A scope's fields with their hash, as the function wall.open() takes them. */
export function signTicket(wall: Wall, fields: string): string {
  const inner = createHash('sha256').update(wall.innerKey).update(fields).digest();
  return fields + createHash('sha256').update(wall.outerKey).update(inner).digest('hex');
}

/** Reads the wall as the tables' owner. Throws when the database was not migrated. */
export async function readWall(owner: Asked): Promise<Wall> {
  const unmigrated = 'The database is not migrated: start the application on it once, or call migrateDatabase().';
  const keys = await owner
    .query<{ inner_key: Buffer; outer_key: Buffer }>('select inner_key, outer_key from wall.key')
    .catch((cause: unknown) => {
      throw new Error(unmigrated, { cause });
    });
  const { rows } = await owner.query<{ name: Login; password: string }>('select name, password from wall.logins');
  const passwordOf = (login: Login) => rows.find(({ name }) => name === login)?.password;
  const [key, app, platform] = [keys.rows[0], passwordOf('app'), passwordOf('platform')];
  if (!key || app === undefined || platform === undefined) throw new Error(unmigrated);
  return { innerKey: key.inner_key, outerKey: key.outer_key, passwords: { app, platform } };
}

/** Makes key and logins where they are missing, in the owner's transaction. */
export async function buildWall(owner: Asked): Promise<void> {
  await owner.query('insert into wall.key (inner_key, outer_key) values ($1, $2) on conflict do nothing', [
    randomBytes(64),
    randomBytes(64),
  ]);
  for (const login of ['app', 'platform'])
    await owner.query('insert into wall.logins values ($1, $2) on conflict do nothing', [
      login,
      randomBytes(24).toString('base64url'),
    ]);
  await buildLogins(owner);
}

/** Makes the logins, or puts them back: with the passwords that are kept, and in their groups. */
export async function buildLogins(owner: Asked): Promise<void> {
  const { rows } = await owner.query<{ name: Login; password: string; database: string }>(
    'select name, password, current_database() as database from wall.logins',
  );
  for (const { name, password, database } of rows)
    await buildLogin(owner, loginName(name, database), MEMBER_OF[name], password);
}

async function buildLogin(owner: Asked, name: string, memberOf: readonly string[], password: string): Promise<void> {
  const rights = 'login nosuperuser nocreatedb nocreaterole noinherit nobypassrls';
  const attributes = `${rights} password '${scramVerifier(password)}'`;
  const known = await owner.query('select from pg_roles where rolname = $1', [name]);
  // `nosuperuser` and `nobypassrls` are a superuser's to change; what this made once has neither.
  await owner.query(
    known.rowCount
      ? `alter role ${name} noinherit password '${scramVerifier(password)}'`
      : `create role ${name} ${attributes}`,
  );
  for (const role of memberOf) await owner.query(`grant ${role} to ${name}`);
}

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256), so that the password itself stands in no statement and no log of
 * the server's.
 */
function scramVerifier(password: string): string {
  const [iterations, salt] = [4096, randomBytes(16)];
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`;
}
