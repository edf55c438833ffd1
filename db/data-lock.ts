import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Takes `dataDir/lock` for this process. Two processes on one embedded database lose acknowledged rows silently, so a second
 * one is refused. A lock whose process is gone (kill -9) is taken over. Throws with what to do when the folder is taken or unwritable.
 */
export function acquireDataLock(dataDir: string): { release(): void } {
  const folder = resolve(dataDir);
  const file = join(folder, 'lock');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Error(`The data folder ${folder} cannot be made. Give this user the right to write there, or set DATA_DIR to another folder.`, { cause });
  }
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify({ pid: process.pid, started: processStart(process.pid) }), { mode: 0o600 });
  } catch (cause) {
    throw new Error(`The data folder ${folder} cannot be written. Give this user the right to write there, or set DATA_DIR to another folder.`, { cause });
  }
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linkOnce(draft, file)) return { release: () => releaseLock(file) };
      const holder = readHolder(file);
      if (holder && isAlive(holder)) {
        throw new Error(`The data folder ${folder} is in use by process ${holder.pid}. Stop that process, or start this one with another DATA_DIR.`);
      }
      removeStale(file, holder);
    }
  } finally {
    unlinkSync(draft);
  }
  throw new Error(`The lock ${file} cannot be taken: other processes keep taking it. Start one process on this DATA_DIR.`);
}

/** A hard link appears whole or not at all, so nobody reads a half-written lock. */
function linkOnce(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the stale lock aside before deleting it: if another process took over in between, its lock is put back. */
function removeStale(file: string, seen: Holder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== seen?.pid || moved.started !== seen.started)) linkOnce(aside, file);
  unlinkSync(aside);
}

type Holder = { pid: number; started: string | null };

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return processStart(process.pid) === holder.started;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // A recycled process id is told from the holder by its start time, where the system tells it.
  const started = processStart(holder.pid);
  return holder.started === null || started === null || started === holder.started;
}

/** The process's start time in clock ticks since boot, from /proc; null where there is no /proc. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function releaseLock(file: string): void {
  try {
    if (readHolder(file)?.pid === process.pid) unlinkSync(file);
  } catch {
    // Gone already: nothing to release.
  }
}
