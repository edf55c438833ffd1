import pg from 'pg';

/** Creates an empty database on a server that a bench has started; returns `url` with its name. */
export async function createDatabase(url: string, name: string, owner?: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const of = owner === undefined ? '' : ` owner ${client.escapeIdentifier(owner)}`;
    await client.query(`create database ${client.escapeIdentifier(name)}${of}`);
  } finally {
    await client.end();
  }
  return withDatabase(url, name);
}

/** The address of another database of the same server. */
export const withDatabase = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;
