import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogs } from './open-logs.server.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'openhouse-roles-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('D6: a role is one living process’s; a second takes the next name, and a released one is free', async () => {
  const first = await openLogs({ directory, role: 'web-3000' });
  const second = await openLogs({ directory, role: 'web-3000' });
  expect([first.role, second.role]).toEqual(['web-3000', 'web-3000-2']);
  first.release();
  expect((await openLogs({ directory, role: 'web-3000' })).role).toBe('web-3000');
});

test('D6: what a killed process left is taken over', async () => {
  await openLogs({ directory, role: 'worker-1' });
  const lock = join(directory, '.instances', 'worker-1', 'lock');
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));
  const next = await openLogs({ directory, role: 'worker-1' });
  expect(next.role).toBe('worker-1');
  expect(next.left?.pid).toBe(2 ** 22 + 1);
  expect(readdirSync(join(directory, '.instances'))).toEqual(['worker-1']);
});

test('D6: a folder that cannot be written is said, with what to do', async () => {
  writeFileSync(join(directory, 'file'), '');
  await expect(openLogs({ directory: join(directory, 'file'), role: 'web-1' })).rejects.toThrow(
    /log folder .*cannot be written.*LOG_DIR/,
  );
});
