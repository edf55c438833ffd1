import { createHash } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY = 86_400_000;
const KEPT_DAYS = 7;
const ANY_LOG_FILE = /^(?:app|errors|performance)-.+-\d{4}-\d{2}-\d{2}(?:\.\d+)?\.jsonl$/;

type Set = { directory: string; stream: string; role: string; auditFile: string };
type Entry = { name: string; date: number; hash: string };

/**
 * Makes a folder fit for a process that starts to log into it, whatever the one before it left: ends files at their last whole
 * line (a kill -9 may tear the last one), writes the audit file anew from what is there (the rotation library switches its
 * retention off, silently, when that file is torn), and deletes what is older than 7 days, also of roles that run no more.
 */
export function prepareLogFiles(set: Set): void {
  sweep(set.directory);
  const files = filesOf(set);
  for (const { path } of files) cutTornTail(path);
  const known = readAudit(set.auditFile);
  const entries = files.map(({ path }): Entry => {
    const date = known.get(path) ?? Math.floor(statSync(path).mtimeMs);
    return { date, name: path, hash: createHash('sha256').update(`${path}LOG_FILE${date}`).digest('hex') };
  });
  const draft = `${set.auditFile}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify({ keep: { days: true, amount: KEPT_DAYS }, auditLog: set.auditFile, files: entries, hashType: 'sha256' }));
  renameSync(draft, set.auditFile);
}

function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!ANY_LOG_FILE.test(name)) continue;
    const path = join(directory, name);
    // A day more than the library keeps: a live process's idle file is not taken from under it.
    const info = statSync(path, { throwIfNoEntry: false });
    if (info && info.mtimeMs < Date.now() - (KEPT_DAYS + 1) * DAY) rmSync(path, { force: true });
  }
}

/** The set's files, oldest first: the library goes on with the last one. */
function filesOf({ directory, stream, role }: Set): { path: string; day: string; part: number }[] {
  const prefix = `${stream}-${role}-`;
  return readdirSync(directory)
    .flatMap((name) => {
      const match = name.startsWith(prefix) ? /^(\d{4}-\d{2}-\d{2})(?:\.(\d+))?\.jsonl$/.exec(name.slice(prefix.length)) : null;
      return match?.[1] ? [{ path: join(directory, name), day: match[1], part: Number(match[2] ?? 0) }] : [];
    })
    .sort((a, b) => a.day.localeCompare(b.day) || a.part - b.part);
}

function readAudit(file: string): Map<string, number> {
  try {
    const audit = JSON.parse(readFileSync(file, 'utf8')) as { files?: { name?: unknown; date?: unknown }[] };
    return new Map((audit.files ?? []).flatMap(({ name, date }) => (typeof name === 'string' && typeof date === 'number' ? [[name, date] as const] : [])));
  } catch {
    return new Map();
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
