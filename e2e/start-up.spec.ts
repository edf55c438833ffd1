import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from './support/free-port.ts';
import { runFolder } from './support/run-folder.ts';
import { serverEnv } from './support/start-server.ts';
import { untilReady } from './support/until-ready.ts';

/** Starts the application where it cannot start. Returns what it said and its exit code. */
function startInVain(env: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    const child = spawn(join('node_modules', '.bin', 'node'), ['app/server/start.ts'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
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
  expect(said).toContain(
    `Port ${port} is taken by another program. Stop that program, or start this one with another PORT.`,
  );
});

test(
  'a second process on the same data is refused, and the first one goes on',
  { tag: ['@K4', '@C7'] },
  async ({ baseURL, request }) => {
    const { code, said } = await startInVain(
      serverEnv({ port: 0, dataDir: runFolder(Number(new URL(baseURL ?? '').port)) }),
    );
    expect(code).toBe(1);
    expect(said).toMatch(/is in use by process \d+\. Stop that process, or start this one with another DATA_DIR\./);
    expect((await request.get('/readyz')).status()).toBe(200);
  },
);

test('a data folder that cannot be made is named, with what to do', { tag: ['@K4', '@I1'] }, async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const { code, said } = await startInVain({ ...serverEnv({ port: 0, dataDir: join(file, 'data') }), LOG_DIR: folder });
  expect(code).toBe(1);
  expect(said).toMatch(/cannot be made\. Give this user the right to write there, or set DATA_DIR to another folder\./);
});

test('a faulty setting is named, with what it must be', { tag: ['@I1'] }, async () => {
  const { code, said } = await startInVain({
    ...serverEnv({ port: 0, dataDir: folder }),
    SESSION_SECRET: 'short',
    DATABASE_URL: 'mysql://nowhere',
  });
  expect(code).toBe(1);
  expect(said).toContain('SESSION_SECRET: must have at least 32 characters');
  expect(said).toContain('DATABASE_URL: must start with postgres://');
});

test(
  'a supervised server that crashes, or is killed, says why and is started again',
  { tag: ['@C7', '@D1'] },
  async () => {
    // Three starts in a row.
    test.slow();
    const port = await freePort();
    // A way to make the real server fail from outside.
    const crash = "process.on('SIGUSR2', () => { throw new Error('made to crash'); });";
    const crashable = `--import=data:text/javascript,${encodeURIComponent(crash)}`;
    // In production, where no pilot is read.
    const env: NodeJS.ProcessEnv = {
      ...serverEnv({ port, dataDir: folder }),
      NODE_ENV: 'production',
      NODE_OPTIONS: crashable,
    };
    const supervisor = spawn(join('node_modules', '.bin', 'node'), ['app/server/start.ts', '--supervise'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exit = once(supervisor, 'exit');
    let said = '';
    supervisor.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const serverPid = async () => (JSON.parse(await readFile(join(folder, 'lock'), 'utf8')) as { pid: number }).pid;
    try {
      await untilReady(port);
      const first = await serverPid();
      process.kill(first, 'SIGUSR2');
      await expect.poll(() => said).toMatch(/ends after an error that nobody caught: Error: made to crash/);
      await expect.poll(() => said).toMatch(/The server ended with exit code 1\. It is started again in 1 s\./);
      await untilReady(port);
      const second = await serverPid();
      expect(second).not.toBe(first);
      process.kill(second, 'SIGKILL');
      await expect
        .poll(() => said)
        .toMatch(/The server ended with SIGKILL \(kill -9, or the system was out of memory.*again in 2 s/);
      await untilReady(port);
      const logs = join(folder, 'logs');
      const lines = async () =>
        (
          await Promise.all(
            (await readdir(logs))
              .filter((name) => /^errors.*\.jsonl$/.test(name))
              .map((name) => readFile(join(logs, name), 'utf8')),
          )
        ).join('');
      await expect
        .poll(lines)
        .toMatch(
          new RegExp(
            `The last run \\(process ${second}\\) ended without a goodbye.*"unclean-end"|"unclean-end".*process ` +
              `${second}`,
          ),
        );
      expect(await lines()).toContain('made to crash');
      supervisor.kill('SIGTERM');
      expect(await exit).toEqual([0, null]);
      await expect(readFile(join(folder, 'lock'))).rejects.toThrow('ENOENT');
    } finally {
      supervisor.kill('SIGTERM');
    }
  },
);
