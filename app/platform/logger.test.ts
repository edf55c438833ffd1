import fs, {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog, type Log, type LogFilesOptions } from './logger.ts';
import { runWithRequestContext } from './request-context.ts';

let directory: string;
const opened: Log[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'openhouse-log-'));
});
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close();
  rmSync(directory, { recursive: true, force: true });
});

function openLog(options: Partial<LogFilesOptions> = {}): Log {
  const log = createLog({ level: 'info', terminal: false, console: false });
  opened.push(log);
  log.openFiles({ directory, role: 'web-1', ...options });
  return log;
}
const files = (stream: string) =>
  readdirSync(directory)
    .filter((name) => name.startsWith(`${stream}-`))
    .sort();
const lines = (stream: string) =>
  files(stream)
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean))
    .map((text) => JSON.parse(text) as Record<string, unknown>);
const today = new Date().toISOString().slice(0, 10);

describe('D6, K3: the three streams', () => {
  test('errors, performance and app lines go where they belong, and the links lead there', async () => {
    const log = openLog();
    log.logger.info('hello');
    log.logger.error('broken');
    log.logger.warn('model refused', { stream: 'errors' });
    log.logger.info('slow operation', { stream: 'performance', duration_ms: 1200 });
    await log.flush();
    expect(lines('app').map((line) => line.message)).toEqual(['hello', 'broken', 'model refused']);
    expect(lines('errors').map((line) => line.message)).toEqual(['broken', 'model refused']);
    expect(lines('performance')).toEqual([
      expect.objectContaining({ message: 'slow operation', duration_ms: 1200, level: 'info', instance: 'web-1' }),
    ]);
    expect(readlinkSync(join(directory, 'errors.jsonl'))).toBe(`errors-web-1-${today}.jsonl`);
    expect(readFileSync(join(directory, 'performance.jsonl'), 'utf8')).toContain('slow operation');
  });

  test('a line carries its request and tenant, and neither secrets nor personal data', async () => {
    const log = openLog();
    runWithRequestContext(
      { requestId: 'req-00000001', method: 'GET', path: '/', ip: '', userAgent: '', tenantId: 'tenant-1' },
      () =>
        log.logger.error('failed for mary@example.ie', {
          password: 'hunter2',
          error: new Error('x', { cause: 'Bearer abcdefghij0' }),
        }),
    );
    log.logger.error(new Error('bare'));
    await log.flush();
    const [first, second] = lines('errors');
    expect(first).toMatchObject({
      request_id: 'req-00000001',
      tenant_id: 'tenant-1',
      message: 'failed for [e-mail]',
      password: '[redacted]',
      error: { cause: 'Bearer [redacted]' },
    });
    expect(second).toMatchObject({ level: 'error', message: 'bare', stack: expect.stringContaining('logger.test.ts') });
  });

  test('nothing of a burst through many rotations is lost, torn, doubled or out of order', async () => {
    const log = openLog({ maxSize: '4k' });
    const count = 2000;
    for (let index = 0; index < count; index += 1) log.logger.error('burst', { index, text: 'x'.repeat(index % 300) });
    await log.close();
    expect(files('errors').length).toBeGreaterThan(20);
    const seen = files('errors')
      .sort((a, b) => partOf(a) - partOf(b))
      .flatMap((name) =>
        readFileSync(join(directory, name), 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((text) => (JSON.parse(text) as { index: number }).index),
      );
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(log.lostLines()).toBe(0);
    const newest = files('errors')
      .map(partOf)
      .sort((a, b) => b - a)[0];
    expect(readlinkSync(join(directory, 'errors.jsonl'))).toBe(`errors-web-1-${today}.${newest}.jsonl`);
  });

  test('flush and close are safe with nothing to do, twice, and when silent', async () => {
    const log = openLog();
    await Promise.all([log.flush(), log.flush()]);
    await log.close();
    await log.close();
    log.logger.info('after the end');
    const silent = createLog({ level: 'silent', terminal: false, console: false });
    silent.openFiles({ directory: join(directory, 'none'), role: 'web-1' });
    silent.logger.error('unheard');
    await silent.flush();
    await silent.close();
    expect(existsSync(join(directory, 'none'))).toBe(false);
  });
});

const partOf = (name: string) => Number(/\.(\d+)\.jsonl$/.exec(name)?.[1] ?? 0);

describe('D6: what an earlier process left', () => {
  test('a torn last line is taken back, whole ones stay, and writing goes on in the same file', async () => {
    writeFileSync(join(directory, `app-web-1-${today}.jsonl`), '{"message":"whole"}\n{"message":"to');
    writeFileSync(join(directory, `errors-web-1-${today}.jsonl`), '{"mess');
    const log = openLog();
    log.logger.error('next');
    await log.flush();
    expect(lines('app').map((line) => line.message)).toEqual(['whole', 'next']);
    expect(lines('errors').map((line) => line.message)).toEqual(['next']);
  });

  test('a file past its 7 days goes at the start, and at a rotation', async () => {
    const plant = (name: string) => {
      const then = new Date(Date.now() - 7.5 * 86_400_000);
      writeFileSync(join(directory, name), '{}\n');
      utimesSync(join(directory, name), then, then);
    };
    plant('errors-web-1-2020-01-01.jsonl');
    const log = openLog({ maxSize: '1k' });
    expect(files('errors')).toEqual([]);
    plant('app-web-9-2020-01-02.1.jsonl');
    for (let index = 0; index < 3; index += 1) log.logger.error('x'.repeat(1_500));
    await log.close();
    expect(files('errors')).toHaveLength(3);
    expect(files('app').filter((name) => name.includes('web-9'))).toEqual([]);
  });

  test('files of a role that runs no more go after their time; other files and younger ones stay', async () => {
    const names = [
      'performance-web-2-2020-01-01.3.jsonl',
      'app-worker-9-2020-01-01.jsonl',
      'notes-2020-01-01.jsonl',
      `app-web-10-${today}.jsonl`,
    ];
    for (const name of names) writeFileSync(join(directory, name), '{}\n');
    const old = new Date(Date.now() - 9 * 86_400_000);
    for (const name of names.slice(0, 3)) utimesSync(join(directory, name), old, old);
    openLog();
    expect(names.filter((name) => existsSync(join(directory, name)))).toEqual(names.slice(2));
  });

  test('two roles whose names begin alike keep their files apart', async () => {
    const first = openLog({ role: 'web-1' });
    const second = openLog({ role: 'web-10' });
    first.logger.error('one');
    second.logger.error('ten');
    await Promise.all([first.flush(), second.flush()]);
    expect(readFileSync(join(directory, `errors-web-1-${today}.jsonl`), 'utf8')).not.toContain('ten');
    expect(readFileSync(join(directory, `errors-web-10-${today}.jsonl`), 'utf8')).not.toContain('one');
    expect(readlinkSync(join(directory, 'errors.jsonl'))).toBe(`errors-web-10-${today}.jsonl`);
  });

  test('a real file with the link’s name is left alone; a dangling link is mended', async () => {
    writeFileSync(join(directory, 'errors.jsonl'), 'mine');
    symlinkSync('gone', join(directory, 'performance.jsonl'));
    const log = openLog();
    await log.flush();
    expect(readFileSync(join(directory, 'errors.jsonl'), 'utf8')).toBe('mine');
    expect(lstatSync(join(directory, 'performance.jsonl')).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(directory, 'performance.jsonl'))).toContain(today);
  });
});

describe('D6: a disk that refuses', () => {
  test('a folder that cannot be written is said at the start', () => {
    writeFileSync(join(directory, 'file'), '');
    const log = createLog({ level: 'info', terminal: false, console: false });
    expect(() => log.openFiles({ directory: join(directory, 'file', 'logs'), role: 'web-1' })).toThrow(
      /cannot be written.*LOG_DIR/,
    );
  });

  test('a folder whose name reads like a pattern is written to', async () => {
    const folder = join(directory, 'a(b [c] $1+');
    const write = async (message: string) => {
      const log = openLog({ directory: folder });
      log.logger.info(message);
      await log.close();
    };
    await write('one');
    await write('two');
    expect(
      readFileSync(join(folder, `app-web-1-${today}.jsonl`), 'utf8').match(/"message":"(?:one|two)"/g),
    ).toHaveLength(2);
    expect(readdirSync(folder).filter((name) => name.startsWith('app-'))).toHaveLength(1);
  });

  test('a folder that is gone and cannot be made again: nobody who logs is told, the lines are counted', async () => {
    const folder = join(directory, 'base', 'logs');
    const log = openLog({ directory: folder, maxSize: '1k' });
    log.logger.info('x'.repeat(1_500));
    await log.flush();
    rmSync(join(directory, 'base'), { recursive: true });
    writeFileSync(join(directory, 'base'), '');
    log.logger.info('one');
    log.logger.info('two');
    await log.flush();
    await log.close();
    expect(log.lostLines()).toBe(2);
  });

  test('a full disk in mid-line: lines are counted as lost, none is torn, and later ones are written', async () => {
    let full = false;
    const write = ((
      fd: number,
      buffer: Buffer,
      offset: number,
      length: number,
      position: null,
      done: (error: NodeJS.ErrnoException | null, written: number) => void,
    ) => {
      if (!full) return fs.write(fd, buffer, offset, length, position, done);
      if (offset === 0) return fs.write(fd, buffer, 0, Math.floor(length / 2), position, done);
      done(Object.assign(new Error('no space left'), { code: 'ENOSPC' }), 0);
    }) as typeof fs.write;
    const log = openLog({ io: { ...fs, write } });
    log.logger.info('before');
    await log.flush();
    full = true;
    log.logger.info('during');
    await log.flush();
    full = false;
    log.logger.info('after');
    await log.close();
    expect(lines('app').map((line) => line.message)).toEqual(['before', 'after']);
    expect(log.lostLines()).toBe(1);
  });

  test('a file that cannot be opened loses its lines, counted, and flush and close still end', async () => {
    const open = ((path: string, _flags: string, _mode: number, done: (error: Error | null, fd: number) => void) =>
      done(Object.assign(new Error(`denied ${path}`), { code: 'EACCES' }), -1)) as unknown as typeof fs.open;
    const log = openLog({ io: { ...fs, open } });
    log.logger.info('one');
    log.logger.info('two');
    await log.flush();
    await log.close();
    expect(log.lostLines()).toBe(2);
  });
});
