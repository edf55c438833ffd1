import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runFolder } from './support/run-folder.ts';
import { serverEnv } from './support/start-server.ts';

/** Starts the application where it cannot start. Returns what it said and its exit code. */
function startInVain(env: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    const child = spawn(join('node_modules', '.bin', 'node'), ['app/server/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (part: Buffer) => (said += part.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', fail);
    child.once('close', (code) => done({ code, said }));
  });
}

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openhouse-start-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('a taken port is named, with what to do', { tag: ['@K4', '@I1'] }, async ({ baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port);
  const { code, said } = await startInVain(serverEnv({ port, dataDir: folder }));
  expect(code).toBe(1);
  expect(said).toContain(`Port ${port} is taken by another program. Stop that program, or start this one with another PORT.`);
});

test('a second process on the same data is refused, and the first one goes on', { tag: ['@K4', '@C7'] }, async ({ baseURL, request }) => {
  const { code, said } = await startInVain(serverEnv({ port: 0, dataDir: runFolder(Number(new URL(baseURL ?? '').port)) }));
  expect(code).toBe(1);
  expect(said).toMatch(/is in use by process \d+\. Stop that process, or start this one with another DATA_DIR\./);
  expect((await request.get('/readyz')).status()).toBe(200);
});

test('a data folder that cannot be made is named, with what to do', { tag: ['@K4', '@I1'] }, async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const { code, said } = await startInVain({ ...serverEnv({ port: 0, dataDir: join(file, 'data') }), LOG_DIR: folder });
  expect(code).toBe(1);
  expect(said).toMatch(/cannot be made\. Give this user the right to write there, or set DATA_DIR to another folder\./);
});

test('a faulty setting is named, with what it must be', { tag: ['@I1'] }, async () => {
  const { code, said } = await startInVain({ ...serverEnv({ port: 0, dataDir: folder }), SESSION_SECRET: 'short', DATABASE_URL: 'mysql://nowhere' });
  expect(code).toBe(1);
  expect(said).toContain('SESSION_SECRET: must have at least 32 characters');
  expect(said).toContain('DATABASE_URL: must start with postgres://');
});
