import fs from 'node:fs';
import { join } from 'node:path';
import DailyRotateFile from 'winston-daily-rotate-file';
import { prepareLogFiles, removeExpiredFiles } from './log-file-repair.ts';

/** `errors` is what somebody should look at, `performance` what was slow, `app` everything else and the errors too. */
export type LogStreamName = 'app' | 'errors' | 'performance';

/** An entry with this key is not written. Each file calls it back once all lines before it are written. */
export const FLUSH: unique symbol = Symbol('openhouse.flush');

/** Where winston keeps a line's level and its finished text (the keys of its package triple-beam). */
export const LEVEL: unique symbol = Symbol.for('level');
export const MESSAGE: unique symbol = Symbol.for('message');

/** The file system calls of a log file; tests pass failing ones. */
export type LogFileIo = Pick<typeof fs, 'open' | 'close' | 'write' | 'ftruncate' | 'fstat'>;

export type LogFileOptions = {
  directory: string;
  stream: LogStreamName;
  /** Stable and of one process at a time, such as `web-3000` or `worker-1`. */
  role: string;
  /** A new file once one is larger, such as `20m`. */
  maxSize: string;
  /** Told when lines could not be written: how many, and why. */
  onLost(lines: number, reason: Error): void;
  io?: LogFileIo;
};

type Line = { level?: string; stream?: LogStreamName; [MESSAGE]?: string; [FLUSH]?: (file: LogFile) => void };

/**
 * One stream of one process (D6): a file a day, or more by size, kept for 7 days. Two processes must never share one:
 * open-logs.server.ts gives each process names of its own (`role`). The library rotates, and nothing else:
 * - it does not archive, since it loses lines of files that are still being written;
 * - it does not remove old files, since it knows only those on its own list, and a torn list makes it forget them all.
 * The name `<stream>.jsonl` leads to the file opened last, by whichever process of the folder.
 */
export class LogFile extends DailyRotateFile {
  private readonly stream: LogStreamName;
  private readonly tally: Tally;
  private ended = false;
  private broken: Error | undefined;

  constructor(options: LogFileOptions) {
    const { directory, stream, role } = options;
    prepareLogFiles({ directory, stream, role });
    const tally = new Tally(options.io ?? fs, options.onLost);
    super({
      dirname: directory,
      filename: `${stream}-${role}-%DATE%`,
      extension: '.jsonl',
      datePattern: 'YYYY-MM-DD',
      utc: true,
      maxSize: options.maxSize,
      zippedArchive: false,
      eol: '\n',
      options: { flags: 'a', mode: 0o640, fs: tally.io() },
    });
    this.stream = stream;
    this.tally = tally;
    this.on('new', (file: string) => pointTo(join(directory, `${stream}.jsonl`), file));
    this.on('rotate', () => {
      tally.expectNextFile();
      removeExpiredFiles(directory);
    });
  }

  override log(line: Line, next: () => void): void {
    if (line[FLUSH]) line[FLUSH](this);
    else if (this.accepts(line) && !this.ended) this.take(line);
    next();
  }

  private take(line: Line): void {
    const bytes = Buffer.byteLength(line[MESSAGE] ?? '') + 1;
    this.tally.queued += bytes;
    if (this.broken) return this.tally.lose(1, bytes, this.broken);
    try {
      super.log?.(line, () => {});
    } catch (error) {
      // The folder is gone and cannot be made again, and the file before is closed: nothing is written until the next
      // start.
      this.broken = error instanceof Error ? error : new Error(String(error));
      this.tally.lose(1, bytes, this.broken);
    }
  }

  private accepts(line: Line): boolean {
    if (this.stream === 'errors') return line.level === 'error' || line.stream === 'errors';
    if (this.stream === 'performance') return line.stream === 'performance';
    return line.stream !== 'performance';
  }

  /** Resolves once every line taken so far is written, or counted as lost: a kill -9 no longer harms it. */
  async flushed(): Promise<void> {
    const taken = this.tally.queued;
    await this.tally.allOpened();
    await this.tally.reached(taken);
  }

  override close(): void {
    if (this.ended) return;
    this.ended = true;
    super.close?.();
  }

  /** Resolves once everything was written and every file of this stream, rotated ones too, is closed. */
  async finish(): Promise<void> {
    await this.flushed();
    this.close();
    await this.tally.allClosed();
  }
}

/** Stands for a file that could not be opened. */
const NO_FILE = -1;

/**
 * Counts what a stream was given and what the disk took, through the file system calls of its write streams. Failures
 * are handled here: nobody listens to the streams' own errors.
 */
class Tally {
  queued = 0;
  private settled = 0;
  // A write stream asks for its file a moment after it was made, so files are counted when they are expected.
  private openFiles = 1;
  private opening = 1;
  private readonly waiting: { bytes: number; resolve(): void }[] = [];
  private readonly opened: (() => void)[] = [];
  private readonly closing: (() => void)[] = [];
  private readonly disk: LogFileIo;
  private readonly onLost: LogFileOptions['onLost'];

  constructor(disk: LogFileIo, onLost: LogFileOptions['onLost']) {
    this.disk = disk;
    this.onLost = onLost;
  }

  expectNextFile(): void {
    this.openFiles += 1;
    this.opening += 1;
  }

  reached(bytes: number): Promise<void> {
    if (this.settled >= bytes) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ bytes, resolve }));
  }

  allOpened(): Promise<void> {
    if (this.opening === 0) return Promise.resolve();
    return new Promise((resolve) => this.opened.push(resolve));
  }

  allClosed(): Promise<void> {
    if (this.openFiles === 0) return Promise.resolve();
    return new Promise((resolve) => this.closing.push(resolve));
  }

  io() {
    return {
      open: (path: string, flags: string, mode: number, done: (error: Error | null, fd?: number) => void) =>
        this.open(path, flags, mode, done),
      write: (
        fd: number,
        buffer: Buffer,
        offset: number,
        length: number,
        _position: number | null,
        done: (error: Error | null, written: number, buffer: Buffer) => void,
      ) => this.writeAll(fd, buffer.subarray(offset, offset + length), 0, () => done(null, length, buffer)),
      writev: (
        fd: number,
        buffers: Buffer[],
        _position: number | null,
        done: (error: Error | null, written: number, buffers: Buffer[]) => void,
      ) => {
        const joined = Buffer.concat(buffers);
        this.writeAll(fd, joined, 0, () => done(null, joined.length, buffers));
      },
      close: (fd: number, done: (error?: Error | null) => void) => {
        const closed = (error?: Error | null) => {
          if (error) this.onLost(0, error);
          this.openFiles -= 1;
          done();
          if (this.openFiles === 0) for (const resolve of this.closing.splice(0)) resolve();
        };
        if (fd === NO_FILE) closed();
        else this.disk.close(fd, closed);
      },
    };
  }

  /**
   * A file that cannot be opened (folder gone, rights taken) is replaced by none, so that the stream lives on to its
   * next file.
   */
  private open(path: string, flags: string, mode: number, done: (error: Error | null, fd?: number) => void): void {
    this.disk.open(path, flags, mode, (error, fd) => {
      if (error) this.onLost(0, error);
      this.opening -= 1;
      done(null, error ? NO_FILE : fd);
      if (this.opening === 0) for (const resolve of this.opened.splice(0)) resolve();
    });
  }

  private writeAll(fd: number, bytes: Buffer, from: number, done: () => void): void {
    if (fd === NO_FILE) return this.loseAll(bytes, new Error('the log file could not be opened'), done);
    this.disk.write(fd, bytes, from, bytes.length - from, null, (error, written) => {
      const goOnAt = (next: number) => void setImmediate(() => this.writeAll(fd, bytes, next, done));
      if (error?.code === 'EAGAIN') return goOnAt(from);
      if (!error) return from + written < bytes.length ? goOnAt(from + written) : this.settle(bytes.length, done);
      this.cutTornLine(fd, bytes, from, (kept) => {
        this.settled += kept;
        this.loseAll(bytes.subarray(kept), error, done);
      });
    });
  }

  /**
   * The disk is full in the middle of a line: what stands of it is taken back, so that the next line starts on a line
   * of its own.
   */
  private cutTornLine(fd: number, bytes: Buffer, written: number, done: (kept: number) => void): void {
    const kept = written === 0 ? 0 : bytes.lastIndexOf(0x0a, written - 1) + 1;
    if (kept === written) return done(kept);
    this.disk.fstat(fd, (error, info) => {
      if (error) return done(kept);
      this.disk.ftruncate(fd, info.size - (written - kept), () => done(kept));
    });
  }

  private loseAll(bytes: Buffer, reason: Error, done: () => void): void {
    let lines = 0;
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
    this.onLost(lines, reason);
    this.settle(bytes.length, done);
  }

  /** Lines that no file will get. */
  lose(lines: number, bytes: number, reason: Error): void {
    this.onLost(lines, reason);
    this.settle(bytes, () => {});
  }

  private settle(bytes: number, done: () => void): void {
    this.settled += bytes;
    done();
    while (this.waiting[0] && this.waiting[0].bytes <= this.settled) this.waiting.shift()?.resolve();
  }
}

/**
 * Lets `link` lead to `file` from now on, in one step; where links are impossible, or a real file has that name, does
 * nothing.
 */
function pointTo(link: string, file: string): void {
  const draft = `${link}.${process.pid}.link`;
  try {
    if (fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === false) return;
    fs.rmSync(draft, { force: true });
    fs.symlinkSync(file.slice(file.lastIndexOf('/') + 1), draft);
    fs.renameSync(draft, link);
  } catch {
    fs.rmSync(draft, { force: true });
  }
}
