import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** What the schema builds on; on managed hosts, too, only an administrator may create `vector`. */
const EXTENSIONS = ['vector', 'pg_trgm'];

/**
 * Creates the database `openhouse` and its owner, the login role `openhouse_owner`, as managed
 * hosts hand them out: not a superuser and bound by row-level security, but allowed to create
 * roles and databases. The extensions are there already, in databases that the owner makes later as well.
 * Takes the superuser's address, returns the owner's; can be repeated (the password is new each time).
 */
export async function provisionDatabase(superuserUrl: string): Promise<string> {
  const password = randomBytes(18).toString('base64url');
  await withClient(superuserUrl, async (client) => {
    const role = await client.query("select 1 from pg_roles where rolname = 'openhouse_owner'");
    const verb = role.rowCount ? 'alter' : 'create';
    await client.query(
      `${verb} role openhouse_owner login nosuperuser nobypassrls createrole createdb password '${password}'`,
    );
    const database = await client.query("select 1 from pg_database where datname = 'openhouse'");
    await createExtensions(databaseUrl(superuserUrl, 'template1'));
    if (!database.rowCount) await client.query('create database openhouse owner openhouse_owner');
  });
  await createExtensions(databaseUrl(superuserUrl, 'openhouse'));
  const url = new URL(databaseUrl(superuserUrl, 'openhouse'));
  url.username = 'openhouse_owner';
  url.password = password;
  return url.href;
}

async function createExtensions(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const name of EXTENSIONS) await client.query(`create extension if not exists ${name}`);
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
}
