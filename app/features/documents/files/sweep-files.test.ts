import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PoolClient } from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '#db/client.ts';
import { selectStorageKeys } from '#db/queries/documents/versions.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createTestTenant } from '#app/features/identity/testing.ts';
import { env } from '#app/platform/env.ts';
import { storage, type ListedFile, type Storage } from '#app/platform/storage.ts';
import { storeTestDocument } from '../testing/store-test-document.ts';
import { sweepFiles } from './sweep-files.server.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const scope = systemScope('test');
const HOUR = 3600;

/** A file that was last changed `hours` ago. */
async function place(path: string, hours: number): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, 'x');
  await age(path, hours);
  return path;
}

const age = (path: string, hours: number) =>
  utimes(path, Date.now() / 1000 - hours * HOUR, Date.now() / 1000 - hours * HOUR);
const exists = async (path: string) => (await readdir(dirname(path))).includes(path.split('/').at(-1)!);

async function sweep(dataDir = env.DATA_DIR, files?: Pick<Storage, 'list'>) {
  return sweepFiles(scope, { dataDir, files: files ?? (await storage()) });
}

test('C7: what killed processes left goes after a day, and nothing else', async () => {
  const builder = await createTestTenant('files');
  const stored = await storeTestDocument(builder);
  const { tenantId } = builder;
  const pathOf = (key: string) => join(env.DATA_DIR, 'files', key);
  const known = `${tenantId}/${stored.documentId}/${stored.versionId}.txt`;
  await age(pathOf(known), 48);
  const orphan = () => pathOf(`${tenantId}/${v7()}/${v7()}.pdf`);
  const gone = [
    await place(orphan(), 25),
    await place(pathOf(`${known}.${v7()}.part`), 25),
    await place(join(env.DATA_DIR, 'tmp', `upload-${v7()}`), 25),
  ];
  const kept = [
    pathOf(known),
    await place(orphan(), 23),
    await place(pathOf(`${tenantId}/notes.txt`), 48),
    await place(pathOf(`${tenantId}/${stored.documentId}/${stored.versionId}.preview.png`), 48),
    await place(join(env.DATA_DIR, 'tmp', `upload-${v7()}`), 23),
  ];
  expect(await sweep()).toEqual({ temporary: 1, stored: 2 });
  expect(await Promise.all(gone.map(exists))).toEqual([false, false, false]);
  expect(await Promise.all(kept.map(exists))).toEqual([true, true, true, true, true]);
  expect(await sweep()).toEqual({ temporary: 0, stored: 0 });
});

test('nothing stored goes when most of it is no document’s: it is another database’s', async () => {
  const remove = vi.fn<ListedFile['remove']>(async () => {});
  const changedAt = new Date(0);
  const many = Array.from({ length: 30 }, () => ({ key: `${v7()}/${v7()}/${v7()}.pdf`, changedAt, remove }));
  const of = (found: typeof many) => ({
    list: async function* () {
      yield* found;
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'openhouse-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  expect(await sweep(dataDir, of(many))).toEqual({ temporary: 0, stored: 0 });
  expect(remove).not.toHaveBeenCalled();
  expect(await sweep(dataDir, of(many.slice(0, 20)))).toEqual({ temporary: 0, stored: 20 });
  expect(remove).toHaveBeenCalledTimes(20);
  expect(await sweep(dataDir, { list: null })).toEqual({ temporary: 0, stored: 0 });
});

test('what is left of much goes a thousand files at a time, though all of it stands before what is kept', async () => {
  const remove = vi.fn<ListedFile['remove']>(async () => {});
  const file = (changedAt: Date) => ({ key: `${v7()}/${v7()}/${v7()}.pdf`, changedAt, remove });
  const left = Array.from({ length: 1_010 }, () => file(new Date(0)));
  const young = Array.from({ length: 1_020 }, () => file(new Date()));
  const dataDir = await mkdtemp(join(tmpdir(), 'openhouse-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const list = async function* () {
    yield* [...left, ...young];
  };
  expect(await sweep(dataDir, { list })).toEqual({ temporary: 0, stored: 1_000 });
  expect(remove).toHaveBeenCalledTimes(1_000);
});

test('C7: an upload whose commit was done but not heard of keeps its file', async () => {
  const builder = await createTestTenant('commit');
  const { pool } = database;
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  vi.spyOn(pool, 'connect').mockImplementation(async () => {
    const client = await connect();
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const restore = () => void Object.assign(client, { query });
    const deaf = async (...args: unknown[]) => {
      const answer = await query(...args);
      if (!String(args[0]).startsWith('commit')) return answer;
      restore();
      throw new Error('Connection terminated unexpectedly');
    };
    return Object.assign(client, { query: deaf });
  });
  onTestFinished(() => void vi.restoreAllMocks());
  await expect(storeTestDocument(builder)).rejects.toThrow('Connection terminated');
  vi.restoreAllMocks();
  const keys: string[] = [];
  for await (const { key } of (await storage()).list!()) if (key.startsWith(builder.tenantId)) keys.push(key);
  expect(keys).toHaveLength(1);
  const versionId = keys[0]!.split('/')[2]!.replace('.txt', '');
  const asked = [{ tenantId: builder.tenantId, versionId }];
  expect(await withScope(scope, (tx) => selectStorageKeys(tx, asked))).toEqual(keys);
});
