import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNativePostgres } from './find.ts';
import { provisionDatabase } from './provision.ts';
import { startNativePostgres } from './server.ts';

const found = await findNativePostgres();

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(!found?.hasVector)('native PostgreSQL', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'openhouse-native-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('hands out a database whose owner is no superuser and can search vectors', async () => {
    const server = await startNativePostgres({ dataDir, ephemeral: true, fsync: false });
    try {
      const url = await provisionDatabase(server.url);
      const role = await query(
        url,
        'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user',
      );
      expect(role).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: true }]);

      await query(
        url,
        "create table points (id int, at vector(2)); insert into points values (1, '[0,0]'), (2, '[5,5]'), (3, " +
          "'[1,1]')",
      );
      const nearest = await query(url, "select id from points order by at <-> '[0.1,0.1]' limit 2");
      expect(nearest).toEqual([{ id: 1 }, { id: 3 }]);

      const again = await provisionDatabase(server.url);
      expect(await query(again, 'select count(*)::int as points from points')).toEqual([{ points: 3 }]);
    } finally {
      await server.stop();
    }
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });

  it('keeps what was written when the server is killed, and starts again', async () => {
    const first = await startNativePostgres({ dataDir });
    await query(first.url, 'create table kept (n int); insert into kept values (7)');
    const pid = Number((await readFile(join(dataDir, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');

    const second = await startNativePostgres({ dataDir });
    try {
      expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    } finally {
      await second.stop();
    }
    await expect(stat(join(dataDir, 'data', 'postmaster.pid'))).rejects.toThrow('ENOENT');
  });
});
