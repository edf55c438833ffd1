import { closeSync, fstatSync, ftruncateSync, openSync, readSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const KEPT_MS = 7 * 86_400_000;
const ANY_LOG_FILE = /^(?:app|errors|performance)-.+-\d{4}-\d{2}-\d{2}(?:\.\d+)?\.jsonl$/;
const AFTER_ROLE = /^\d{4}-\d{2}-\d{2}(?:\.\d+)?\.jsonl$/;

/**
 * Makes a folder fit for a process that starts to log into it, whatever the one before it left: files end at their last
 * whole line (a kill -9 may tear the last one), and what is older than 7 days goes, also of roles that run no more.
 */
export function prepareLogFiles(set: { directory: string; stream: string; role: string }): void {
  removeExpiredFiles(set.directory);
  const prefix = `${set.stream}-${set.role}-`;
  for (const name of readdirSync(set.directory)) {
    const own = name.startsWith(prefix) && AFTER_ROLE.test(name.slice(prefix.length));
    if (own) cutTornTail(join(set.directory, name));
  }
}

/** Removes log files that nobody wrote to for 7 days: a living process opens another one each day that it writes. */
export function removeExpiredFiles(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!ANY_LOG_FILE.test(name)) continue;
    const path = join(directory, name);
    const info = statSync(path, { throwIfNoEntry: false });
    if (info && info.mtimeMs < Date.now() - KEPT_MS) rmSync(path, { force: true });
  }
}

function cutTornTail(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    const { size } = fstatSync(fd);
    const block = Buffer.alloc(65_536);
    for (let end = size; end > 0; end -= block.length) {
      const start = Math.max(0, end - block.length);
      const length = readSync(fd, block, 0, end - start, start);
      const newline = block.subarray(0, length).lastIndexOf(0x0a);
      if (newline !== -1) {
        if (start + newline + 1 < size) ftruncateSync(fd, start + newline + 1);
        return;
      }
    }
    if (size > 0) ftruncateSync(fd, 0);
  } finally {
    closeSync(fd);
  }
}
