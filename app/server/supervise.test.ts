import { spawn, type ChildProcess } from 'node:child_process';
import { expect, test } from 'vitest';
import { supervise } from './supervise.ts';

/** Ends the lives of a server one after the other as `lives` say, in processes of their own; what is told is kept. */
function keepAlive(
  lives: string[],
  atReady?: (child: ChildProcess, life: number) => void,
): { code: Promise<number>; told: string[]; started: () => number } {
  const told: string[] = [];
  let started = 0;
  const start = () => {
    const life = started;
    started += 1;
    const code = lives[Math.min(life, lives.length - 1)] ?? '';
    const child = spawn(process.execPath, ['-e', code], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
    });
    child.on('message', () => atReady?.(child, life));
    return child;
  };
  const code = supervise({ start, tell: (line) => told.push(line), firstWaitMs: 1, longestWaitMs: 4 });
  return { code, told, started: () => started };
}

/** Ready until the parent ends it; ends with 0 when it is asked to. */
const RUNS = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); process.send('ready');`;
const CRASHES = `process.send('ready', () => process.exit(1));`;
const REFUSES = 'process.exit(1);';

test('C7: a crashed server is started again, and what ended it is said', async () => {
  const kills: (NodeJS.Signals | undefined)[] = ['SIGKILL', 'SIGABRT', 'SIGTERM'];
  const { code, told, started } = keepAlive([RUNS], (child, life) => child.kill(kills[life]));
  expect(await code).toBe(0);
  expect(started()).toBe(3);
  expect(told).toEqual([
    expect.stringMatching(/SIGKILL \(kill -9, or the system was out of memory.*again in 0\.001 s/),
    expect.stringMatching(/SIGABRT \(most likely its heap was full/),
  ]);
});

test('I1: a start that is refused is not repeated', async () => {
  const { code, told, started } = keepAlive([REFUSES]);
  expect(await code).toBe(1);
  expect(started()).toBe(1);
  expect(told).toEqual([expect.stringContaining('is not started again')]);
});

test('C7: after a crash five starts in vain are the end of it', async () => {
  const { code, told, started } = keepAlive([CRASHES, REFUSES]);
  expect(await code).toBe(1);
  expect(started()).toBe(6);
  expect(told.at(-1)).toContain('5 starts one after the other were in vain');
});

test('C7: a signal goes on to the server, and both end', async () => {
  const { code, told, started } = keepAlive([RUNS], () => process.emit('SIGTERM', 'SIGTERM'));
  expect(await code).toBe(0);
  expect(started()).toBe(1);
  expect(told).toEqual([]);
});

test('C7: a signal between two starts ends the waiting', async () => {
  const told: string[] = [];
  const start = () => spawn(process.execPath, ['-e', CRASHES], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const tell = (line: string) => {
    told.push(line);
    setImmediate(() => process.emit('SIGTERM', 'SIGTERM'));
  };
  expect(await supervise({ start, tell, firstWaitMs: 3_600_000, longestWaitMs: 3_600_000 })).toBe(0);
  expect(told).toHaveLength(1);
});
