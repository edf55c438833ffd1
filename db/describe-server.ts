import pg from 'pg';

/** What a PostgreSQL server is, as far as the application needs to know. `vector`: what it could install, else null. */
export type ServerDescription = { version: string; vector: string | null };

/** Asks the server of `databaseUrl` once, over a connection of its own. Throws the driver's error. */
export async function describeServer(databaseUrl: string, timeoutMs: number): Promise<ServerDescription> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  try {
    await client.connect();
    const { rows } = await client.query<ServerDescription>(`
      select current_setting('server_version') as version, (select coalesce(installed_version, default_version)
        from pg_available_extensions where name = 'vector') as vector`);
    const [row] = rows;
    if (!row) throw new Error('The server said nothing.');
    return row;
  } finally {
    await client.end().catch(() => undefined);
  }
}
