import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseEnv } from '#app/platform/parse-env.ts';
import { checkServices } from './check-services.ts';

let server: Server;
let base: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const known = request.headers.authorization === 'Bearer right' && request.url === '/v1/models/good';
    const alive = request.url === '/healthz' || request.url === '/health';
    response.writeHead(known || alive ? 200 : request.url?.startsWith('/v1') ? 401 : 404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'openhouse-check-'));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const check = (source: Record<string, string>) => checkServices(parseEnv({ DATA_DIR: folder, ...source }));

it('I1: only what is configured is tried', async () => {
  expect(await check({})).toEqual([
    { name: 'DATA_DIR', state: 'ok', value: `${folder}: can be read and written`, action: null },
  ]);
});

it('I1: what answers is well: a model with its key, the job server, the application itself', async () => {
  const found = await check({
    OPENAI_BASE_URL: `${base}/v1/`,
    OPENAI_API_KEY: 'right',
    OPENAI_CHAT_MODEL: 'good',
    INNGEST_BASE_URL: base,
    PUBLIC_URL: base,
  });
  expect(found.map(({ name, state }) => [name, state])).toEqual([
    ['DATA_DIR', 'ok'],
    ['OPENAI_CHAT_MODEL', 'ok'],
    ['INNGEST_BASE_URL', 'ok'],
    ['PUBLIC_URL', 'ok'],
  ]);
});

it('I1: what does not is a fault, told with what to do and without a secret', async () => {
  const found = await check({
    OPENAI_BASE_URL: `${base}/v1`,
    OPENAI_API_KEY: 'a-wrong-key',
    OPENAI_EMBEDDING_MODEL: 'good',
    DATABASE_URL: 'postgres://owner:hunter2@127.0.0.1:1/app',
    SMTP_URL: 'smtp://user:hunter3@127.0.0.1:1',
  });
  const faults = found.filter(({ state }) => state === 'fault');
  expect(faults.map(({ name }) => name)).toEqual(['DATABASE_URL', 'OPENAI_EMBEDDING_MODEL', 'SMTP_URL']);
  expect(faults[1]?.value).toContain('it answered 401, not 200');
  expect(faults.map(({ action }) => action).every(Boolean)).toBe(true);
  expect(JSON.stringify(found)).not.toMatch(/hunter|a-wrong-key/);
});
