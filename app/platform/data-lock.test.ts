import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireDataLock, holderStanding } from './data-lock.ts';
import { standingOf, thisProcess, type Standing } from './process-standing.ts';

const LINUX = process.platform === 'linux';
let folder: string;
const parents: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openhouse-lock-'));
});
afterEach(() => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const module = join(import.meta.dirname, 'data-lock.ts');
/** Takes the lock, says so or why not, and holds it until it is killed. */
const HOLD = `const { acquireDataLock } = await import(${JSON.stringify(module)});
try {
  const { left } = await acquireDataLock(process.argv[1]);
  console.log('took ' + process.pid + (left ? ' from ' + left.pid : ''));
  setInterval(() => {}, 1000);
} catch (error) {
  console.log('refused ' + error.message);
  process.exit(1);
}`;

function start(program: string, args: string[]): { child: ChildProcess; line: Promise<string> } {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  parents.push(child);
  let said = '';
  const line = new Promise<string>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(said.trim());
    });
  });
  return { child, line };
}

const hold = () => start(process.execPath, ['--input-type=module', '-e', HOLD, folder]);
/** The holder's parent becomes `sleep`, which never waits for a child: killed, the holder stays a zombie. */
const holdUnderOneThatDoesNotReap = () =>
  start('/bin/sh', ['-c', '"$@" & exec sleep 600', 'sh', process.execPath, '--input-type=module', '-e', HOLD, folder]);
const pidIn = (line: string) => Number(/^took (\d+)/.exec(line)?.[1]);
const lockFile = () => join(folder, 'lock');
const leftOvers = () => readdirSync(folder).filter((name) => name !== 'lock');

describe('C7: one process on a data folder', () => {
  test('a living holder is named at once, with what to do; released, the lock leaves no trace', async () => {
    const { child, line } = hold();
    const pid = pidIn(await line);
    await expect(acquireDataLock(folder)).rejects.toThrow(
      `is in use by process ${pid}. Stop that process, or start this one with another DATA_DIR.`,
    );
    child.kill('SIGKILL');
    await once(child, 'close');
    const mine = await acquireDataLock(folder);
    expect(mine.left?.pid).toBe(pid);
    await expect(acquireDataLock(folder)).rejects.toThrow(`in use by process ${process.pid}`);
    mine.release();
    const again = await acquireDataLock(folder);
    expect(again.left).toBeUndefined();
    again.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.runIf(LINUX)(
    'five starts, each right after kill -9 under a parent that does not reap, all succeed',
    async () => {
      let before: number | undefined;
      for (let start = 0; start < 5; start += 1) {
        const line = await holdUnderOneThatDoesNotReap().line;
        expect(line).toMatch(before === undefined ? /^took \d+$/ : new RegExp(`^took \\d+ from ${before}$`));
        before = pidIn(line);
        process.kill(before, 'SIGKILL');
      }
      const told: string[] = [];
      (await acquireDataLock(folder, { tell: (line) => told.push(line) })).release();
      expect(told.filter((line) => !line.includes(`process ${before}`))).toEqual([]);
      expect(leftOvers()).toEqual([]);
    },
  );

  test.runIf(LINUX)('a zombie is no holder, and that it was one is said in one line', async () => {
    const pid = pidIn(await holdUnderOneThatDoesNotReap().line);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => holderStanding(folder)).toBe('zombie');
    const told: string[] = [];
    const mine = await acquireDataLock(folder, { tell: (line) => told.push(line) });
    expect(told).toEqual([
      expect.stringMatching(new RegExp(`held by process ${pid}, which has ended .*zombie.*taking it over`)),
    ]);
    mine.release();
  });

  describe('a holder that was killed and is still ending', () => {
    /** As long as `looks` looks at the holder find it so. */
    const endingFor = (looks: number) => {
      let left = looks;
      return (): Standing => ((left -= 1) >= 0 ? 'ending' : 'gone');
    };

    test('is waited for, which is said once, and inherited from', async () => {
      const pid = pidIn(await hold().line);
      const told: string[] = [];
      const mine = await acquireDataLock(folder, { tell: (line) => told.push(line), standing: endingFor(3) });
      expect(mine.left?.pid).toBe(pid);
      expect(told).toEqual([
        expect.stringMatching(
          new RegExp(`held by process ${pid}, which was killed and is still ending: waiting for it, 10 s at most`),
        ),
      ]);
      expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
      mine.release();
    });

    test('is not waited for for ever, and keeps its lock', async () => {
      const pid = pidIn(await hold().line);
      const refused = acquireDataLock(folder, { tell: () => {}, waitMs: 1, standing: endingFor(Infinity) });
      await expect(refused).rejects.toThrow(
        new RegExp(`held by process ${pid}, which was killed but has not ended for .* See what it waits for`),
      );
      expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid });
      expect(leftOvers()).toEqual([]);
    });

    test('and turns out to live is refused like any other', async () => {
      const pid = pidIn(await hold().line);
      const looks: Standing[] = ['ending', 'alive'];
      const refused = acquireDataLock(folder, { tell: () => {}, standing: () => looks.shift() ?? 'alive' });
      await expect(refused).rejects.toThrow(`in use by process ${pid}.`);
    });
  });

  test('the process that ends by itself gives the lock back', async () => {
    const code = HOLD.replace('setInterval(() => {}, 1000)', 'process.exit(3)');
    const { child, line } = start(process.execPath, ['--input-type=module', '-e', code, folder]);
    const ended = once(child, 'close');
    await line;
    expect((await ended)[0]).toBe(3);
    expect(existsSync(lockFile())).toBe(false);
  });

  test('of twelve that start at once on a dead process’s lock one wins, and every other names it', async () => {
    writeFileSync(lockFile(), JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));
    const lines = await Promise.all(Array.from({ length: 12 }, () => hold().line));
    const winners = lines.filter((line) => line.startsWith('took'));
    expect(winners).toHaveLength(1);
    expect(lines.filter((line) => line.includes(`in use by process ${pidIn(winners[0]!)}.`))).toHaveLength(11);
    expect(leftOvers()).toEqual([]);
  });

  test.each([
    ['empty, after a power cut', ''],
    ['torn', '{"pid": 12'],
    ['null', 'null'],
    ['a group of processes', '{"pid":0,"started":null}'],
    ['all processes', '{"pid":-1}'],
    ['no number', '{"pid":"1"}'],
    ['an id that cannot be', '{"pid":1e300}'],
    ['bytes', '\u0000\u0001\ufffd'],
    ['another process that has the id now', JSON.stringify({ pid: process.pid, started: '1' })],
    ['another start of the machine', JSON.stringify({ ...thisProcess(), boot: 'another' })],
  ])('a lock that names nobody who lives is taken: %s', async (_what, text) => {
    if (process.platform !== 'linux' && text.includes('boot')) return;
    writeFileSync(lockFile(), text);
    const mine = await acquireDataLock(folder);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    expect(leftOvers()).toEqual([]);
    mine.release();
  });

  test('a folder in the lock’s place is no lock', async () => {
    mkdirSync(lockFile());
    (await acquireDataLock(folder)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a link that leads nowhere ends with what is wrong', async () => {
    symlinkSync(join(folder, 'nowhere'), lockFile());
    await expect(acquireDataLock(folder)).rejects.toThrow('cannot be taken');
  });

  test('an heir that died between two steps has heirs', async () => {
    const first = await acquireDataLock(folder);
    const text = readFileSync(lockFile(), 'utf8');
    first.release();
    const dead = JSON.stringify({ pid: 2 ** 22 + 1, started: '1', nonce: 'a' });
    writeFileSync(lockFile(), dead);
    const { createHash } = await import('node:crypto');
    const heirOf = (claim: string) =>
      `${lockFile()}.heir-${createHash('sha256').update(claim).digest('hex').slice(0, 20)}`;
    const deadHeir = JSON.stringify({ pid: 2 ** 22 + 2, started: '1', nonce: 'b' });
    writeFileSync(heirOf(dead), deadHeir);
    const mine = await acquireDataLock(folder);
    expect(leftOvers()).toEqual([]);
    mine.release();
    // While the heir lives, the lock is its, though the file still names the dead one.
    writeFileSync(lockFile(), dead);
    writeFileSync(heirOf(dead), text);
    await expect(acquireDataLock(folder)).rejects.toThrow(`in use by process ${process.pid}`);
  });
});

describe('how a process stands', () => {
  test('this one lives; an id that nobody has is gone', () => {
    expect(standingOf(thisProcess())).toBe('alive');
    expect(standingOf({ pid: 2 ** 22 + 1, started: null })).toBe('gone');
  });

  test.runIf(LINUX)('this id with another moment of start is a process that is gone', () => {
    expect(standingOf({ pid: process.pid, started: '1' })).toBe('gone');
  });

  test.runIf(LINUX)('another user’s process lives, though no signal may be sent to it', () => {
    expect(standingOf({ pid: 1, started: null })).toBe('alive');
  });
});
