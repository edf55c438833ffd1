import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process by its id and the moment of its start, in the system's own words; null where the system tells none. */
export type ProcessId = { pid: number; started: string | null };

/**
 * `alive`: runs. `ending`: killed, but the system has not yet closed its files. `zombie`: ended, and only its parent
 * has not taken note.
 * `gone`: ended, or another process has its id now.
 */
export type Standing = 'alive' | 'ending' | 'zombie' | 'gone';

type Seen = { started: string; ended: boolean; ending: boolean };

/** Bits of /proc/<pid>/stat's flags and of /proc/<pid>/status' pending signals. */
const PF_EXITING = 0x4;
const SIGKILL_PENDING = 1n << 8n;

export function thisProcess(): ProcessId {
  return { pid: process.pid, started: look(process.pid)?.started ?? null };
}

export function standingOf({ pid, started }: ProcessId): Standing {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: another user's, and there.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  const seen = look(pid);
  // Where the system tells nothing, a process that has the id counts as the one that was meant.
  if (!seen) return process.platform === 'linux' && !exists(pid) ? 'gone' : 'alive';
  if (started !== null && seen.started !== started) return 'gone';
  if (seen.ended) return threadsRun(pid) ? 'ending' : 'zombie';
  return seen.ending ? 'ending' : 'alive';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** What the system says of a process: /proc where there is one, `ps` elsewhere; undefined when it says nothing. */
function look(pid: number): Seen | undefined {
  const fields = statFields(`/proc/${pid}/stat`);
  if (fields)
    return {
      started: fields[19] ?? '',
      ended: hasEnded(fields),
      ending: (Number(fields[6]) & PF_EXITING) !== 0 || isKilled(pid),
    };
  if (process.platform === 'linux' || process.platform === 'win32') return undefined;
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state = '', ...start] = line.split(/\s+/);
    return line ? { started: start.join(' '), ended: state.startsWith('Z'), ending: false } : undefined;
  } catch {
    return undefined;
  }
}

/** The fields after the name, which may itself hold blanks and brackets: state, parent, … */
function statFields(file: string): string[] | undefined {
  try {
    const stat = readFileSync(file, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .trim()
      .split(' ');
  } catch {
    return undefined;
  }
}

const hasEnded = (fields: string[]) => fields[0] === 'Z' || fields[0] === 'X' || fields[0] === 'x';

/** A kill -9 is on its way to it. */
function isKilled(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return [...status.matchAll(/^(?:SigPnd|ShdPnd):\s*([0-9a-f]+)$/gm)].some(
      ([, bits]) => (BigInt(`0x${bits}`) & SIGKILL_PENDING) !== 0n,
    );
  } catch {
    return false;
  }
}

/**
 * The first thread of a killed process may have ended while others still write: the files are open until the last one
 * has.
 */
function threadsRun(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).some((thread) => {
      const fields = statFields(`/proc/${pid}/task/${thread}/stat`);
      return fields !== undefined && !hasEnded(fields);
    });
  } catch {
    return false;
  }
}
