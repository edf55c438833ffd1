import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import winston from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import { openLogs } from '../../../app/features/observability/open-logs.server.ts';
import { closeLogger, flushLogger, logger } from '../../../app/platform/logger.ts';

/*
 * One writer of stress-logs.ts. After each batch it notes in its own file how far its lines were acknowledged as
 * flushed; what is acknowledged may not be missing, however the process ends.
 */

const [directory = '', name = '', count = '0', ending = '', firstLine = '0', naive = ''] = process.argv.slice(2);
const total = Number(count);
const first = Number(firstLine);
const BATCH = 250;
const SIZE = '64k';
const padding = 'lorem ipsum dolor sit amet '.repeat(4);

const log = naive ? openNaively() : await openSafely();
const acknowledge = (index: number) => appendFileSync(join(directory, `${name}.acknowledged`), `${index}\n`);
const work = (end: number) => {
  for (let index = work.next; index < end; index += 1) log.write(index);
  work.next = end;
};
work.next = first;

process.send?.('started');
for (let end = first + BATCH; end <= first + total; end += BATCH) {
  work(end);
  await log.flush();
  acknowledge(end - 1);
  if (ending === 'kill' && end >= first + total / 2) {
    // Lines are on their way when the parent's kill -9 arrives.
    process.send?.('kill me');
    for (;;) {
      work(work.next + 20);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
if (ending === 'load') {
  // A shutdown while lines still come: what was logged before close() counts as acknowledged once it returns.
  const more = setImmediate(function again() {
    work(work.next + 50);
    if (work.next < first + total + 5_000) setImmediate(again);
  });
  await new Promise((resolve) => setImmediate(resolve));
  clearImmediate(more);
  const last = work.next - 1;
  await log.close();
  acknowledge(last);
} else {
  await log.close();
}
process.exit(0);

type Writer = { write(index: number): void; flush(): Promise<unknown>; close(): Promise<unknown> };

async function openSafely(): Promise<Writer> {
  const { release } = await openLogs({ directory, role: name, maxSize: SIZE });
  return {
    write: (index) => logger.error('stress', { process: name, index, padding }),
    flush: flushLogger,
    close: () => closeLogger().then(release),
  };
}

/**
 * What one would write at first: everybody into one rotated, archived file, and winston's own 'finish' before the exit.
 */
function openNaively(): Writer {
  const shared = winston.createLogger({
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [
      new DailyRotateFile({
        dirname: directory,
        filename: 'errors-%DATE%',
        extension: '.jsonl',
        maxSize: SIZE,
        maxFiles: '7d',
        zippedArchive: true,
      }),
    ],
  });
  return {
    write: (index) => shared.error('stress', { process: name, index, padding }),
    flush: () => new Promise((resolve) => setImmediate(resolve)),
    close: () => new Promise((resolve) => shared.on('finish', resolve).end()),
  };
}
