import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanUpCrashedRuns, ProcessLedger, startOf } from './processes.ts';

describe('A8: nothing is left running', () => {
  let runs: string;
  const started: ChildProcess[] = [];
  beforeEach(() => {
    runs = mkdtempSync(join(tmpdir(), 'openhouse-runs-'));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    rmSync(runs, { recursive: true, force: true });
  });

  function sleeper(): ChildProcess & { pid: number } {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    started.push(child);
    return child as ChildProcess & { pid: number };
  }

  function crashedRun(name: string, ledger: unknown): string {
    const folder = join(runs, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'processes.json'), JSON.stringify(ledger));
    return folder;
  }

  test('a run ends what it started', async () => {
    const ledger = new ProcessLedger(join(runs, 'mine'));
    const child = sleeper();
    ledger.add(child, 'server');
    let aliveAfterwards: string | null = 'not called';
    ledger.afterStop(async () => {
      aliveAfterwards = startOf(child.pid);
    });
    await ledger.stopAll();
    expect(startOf(child.pid)).toBeNull();
    expect(aliveAfterwards).toBeNull();
  });

  test('the next run ends what a crashed one has left, and deletes its folder', async () => {
    const child = sleeper();
    const gone = { pid: 2 ** 22 - 7, started: '1', what: 'harness' };
    const folder = crashedRun('crashed', {
      harness: gone,
      children: [{ pid: child.pid, started: startOf(child.pid), what: 'server' }],
    });
    expect(await cleanUpCrashedRuns(runs)).toEqual([`server (process ${child.pid})`]);
    expect(startOf(child.pid)).toBeNull();
    expect(existsSync(folder)).toBe(false);
  });

  test('a process that only has the same id lives on, and so does a run whose harness lives', async () => {
    const child = sleeper();
    const gone = { pid: 2 ** 22 - 7, started: '1', what: 'harness' };
    crashedRun('recycled', { harness: gone, children: [{ pid: child.pid, started: '12345', what: 'server' }] });
    const living = crashedRun('living', {
      harness: { pid: process.pid, started: startOf(process.pid), what: 'harness' },
      children: [{ pid: child.pid, started: startOf(child.pid), what: 'server' }],
    });
    crashedRun('torn', 'not a ledger');
    expect(await cleanUpCrashedRuns(runs)).toEqual([]);
    expect(startOf(child.pid)).not.toBeNull();
    expect(existsSync(living)).toBe(true);
  });
});
