import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import winston from 'winston';
import { env } from './env.ts';
import { FLUSH, LEVEL, LogFile, MESSAGE, type LogFileIo, type LogStreamName } from './log-file.ts';
import { redactFields } from './redact.ts';
import { requestContext } from './request-context.ts';
import { activeTraceId } from './tracing.ts';
import { remember } from './remember.ts';

type Level = 'silent' | 'error' | 'warn' | 'info' | 'debug';
const STREAMS: LogStreamName[] = ['app', 'errors', 'performance'];

/** A process's log: the winston logger, and the files that it may get once its role is known. */
export type Log = {
  logger: winston.Logger;
  openFiles(options: LogFilesOptions): void;
  flush(): Promise<void>;
  close(): Promise<void>;
  /** Lines that no file could take since the start, as when the disk is full. */
  lostLines(): number;
};

export type LogFilesOptions = {
  directory: string;
  /** One of a kind among the processes that log into the directory, the same at every start: `web-3000`, `worker-1`. */
  role: string;
  /** Default 20m. */
  maxSize?: string;
  io?: LogFileIo;
};

/** Adds who asked, withholds what may not be logged, and makes the line. */
const line = (role: () => string | undefined) =>
  winston.format((info) => {
    if ((info as { [FLUSH]?: unknown })[FLUSH]) return info;
    const context = requestContext();
    const { level, message, stream, ...fields } =
      (info as unknown) instanceof Error ? { ...info, message: info.message, stack: info.stack } : info;
    const traceId = context?.traceId ?? activeTraceId();
    const clean = redactFields({
      level,
      message: typeof message === 'string' ? message : String(message),
      ...(context ? { request_id: context.requestId } : {}),
      ...(context?.tenantId ? { tenant_id: context.tenantId } : {}),
      ...(traceId ? { trace_id: traceId } : {}),
      ...(role() ? { instance: role() } : {}),
      ...fields,
    });
    return {
      timestamp: new Date().toISOString(),
      ...(stream ? { stream } : {}),
      ...clean,
      [LEVEL]: level,
    } as unknown as winston.Logform.TransformableInfo;
  });

const COLOURS = { error: 'red', warn: 'yellow', info: 'cyan', debug: 'gray' } as const;

/** For a person at a terminal: time, level, message, then the fields that are worth the width. */
const human = winston.format.printf((info) => {
  const { timestamp, level, message, instance: _instance, stack, stream: _stream, ...fields } = info;
  const rest = Object.entries(fields)
    .filter(([, value]) => value != null)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  const mark = styleText(COLOURS[level as keyof typeof COLOURS] ?? 'white', level.padEnd(5));
  return (
    `${styleText('gray', String(timestamp).slice(11, 19))} ${mark} ` +
    `${String(message)}${rest ? ` ${styleText('gray', rest)}` : ''}${typeof stack === 'string' ? `\n${stack}` : ''}`
  );
});

const notAFlush = winston.format((info) => ((info as { [FLUSH]?: unknown })[FLUSH] ? false : info));

/** A log of its own, for this module and for tests. `terminal`: the short form for people instead of JSON. */
export function createLog(options: { level: Level; terminal: boolean; console: boolean }): Log {
  let files: LogFile[] = [];
  let role: string | undefined;
  let lost = 0;
  let toldAt = 0;
  const silent = options.level === 'silent';
  const logger = winston.createLogger({
    level: silent ? 'error' : options.level,
    silent,
    format: winston.format.combine(line(() => role)(), winston.format.json({ deterministic: false })),
    transports: [
      new winston.transports.Console({
        silent: !options.console,
        format: options.terminal ? winston.format.combine(notAFlush(), human) : notAFlush(),
      }),
    ],
  });
  const onLost = (lines: number, reason: Error) => {
    lost += lines;
    if (Date.now() - toldAt < 10_000) return;
    toldAt = Date.now();
    process.stderr.write(
      `The log cannot be written (${reason.message}); ${lost} lines lost so far. Free space on the disk of ` +
        'LOG_DIR, or mend its rights.\n',
    );
  };

  /** Sends a mark down the logger after every line so far, and waits for what each file answers at its arrival. */
  const throughEachFile = (settle: (file: LogFile) => Promise<void>): Promise<unknown> => {
    const awaited = new Set(files);
    if (silent || awaited.size === 0) return Promise.resolve();
    return new Promise<unknown>((settleAll, reject) => {
      const settled: Promise<void>[] = [];
      const arrive = (file: LogFile) => {
        if (awaited.delete(file)) settled.push(settle(file));
        if (awaited.size === 0) Promise.all(settled).then(settleAll, reject);
      };
      logger.write({ level: 'error', message: '', [LEVEL]: 'error', [MESSAGE]: '', [FLUSH]: arrive });
    });
  };

  return {
    logger,
    openFiles({ directory, maxSize = '20m', io, ...rest }) {
      if (silent || files.length > 0) return;
      const folder = usableFolder(directory);
      role = rest.role;
      files = STREAMS.map((stream) => new LogFile({ directory: folder, stream, role: rest.role, maxSize, onLost, io }));
      for (const file of files) logger.add(file);
    },
    async flush() {
      await throughEachFile((file) => file.flushed());
    },
    async close() {
      await throughEachFile((file) => file.finish());
      for (const file of files) logger.remove(file);
      files = [];
    },
    lostLines: () => lost,
  };
}

/** The folder's full path; throws an Error that says what to do when it cannot be used. */
function usableFolder(directory: string): string {
  const folder = resolve(directory);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(join(folder, '.'), constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(
      `The log folder ${folder} cannot be written. Give this user the right to write there, or set LOG_DIR to ` +
        'another folder.',
      { cause },
    );
  }
  return folder;
}

const log = remember('log', (): Log =>
  createLog({ level: env.LOG_LEVEL, terminal: process.stdout.isTTY === true, console: true }),
);

/**
 * The process's log: one JSON object a line, redacted (D1), on the console and, after openLogFiles, in the three
 * streams of D6. A field `stream: 'errors' | 'performance'` adds a line to that stream; lines of level error are in
 * `errors` anyway.
 */
export const logger = log.logger;

/**
 * Writes to `<directory>/<app|errors|performance>-<role>-<date>.jsonl` from now on. Throws when the folder is not
 * usable.
 */
export const openLogFiles = (options: LogFilesOptions): void => log.openFiles(options);

/** Resolves once every line logged so far is with the operating system: it survives the process's death. */
export const flushLogger = (): Promise<void> => log.flush();

/** Writes what is left and closes the files; the last step of a shutdown. Lines after it reach the console only. */
export const closeLogger = (): Promise<void> => log.close();

/** Lines that could not be written to a file since the start. */
export const lostLogLines = (): number => log.lostLines();
