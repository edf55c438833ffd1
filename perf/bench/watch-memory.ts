import { readFileSync } from 'node:fs';
import { descendantsOf, rssOf } from '../harness/target/sample-server.ts';

/**
 * MB by the process's part in the whole; of PostgreSQL's processes, which share their buffers, the proportional share
 * (PSS).
 */
export type Memory = Record<string, number>;

const EVERY_MS = 500;

/** What a process of the server does, by its command line. */
export function nameOf(command: string): string {
  if (command.includes('local-embedder-child')) return 'embedder';
  if (command.includes('extract-child')) return 'extraction, all together';
  if (command.includes('child-watchdog')) return 'watchdog, all together';
  if (command.startsWith('postgres') || command.includes('/postgres')) return 'PostgreSQL, all together';
  return 'others';
}

/** Adds up what processes of one name have at the same moment. */
export function addUp(processes: readonly { name: string; mb: number }[]): Memory {
  const sum: Memory = {};
  for (const { name, mb } of processes) sum[name] = (sum[name] ?? 0) + mb;
  return sum;
}

export function higher(peak: Memory, now: Memory): Memory {
  const names = new Set([...Object.keys(peak), ...Object.keys(now)]);
  return Object.fromEntries([...names].map((name) => [name, Math.max(peak[name] ?? 0, now[name] ?? 0)]));
}

/** Watches the web process, its children and PostgreSQL twice a second, where the system has /proc. */
export class MemoryWatch {
  readonly #web: number;
  readonly #database: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Peaks since `take()` was last called. */
  #peak: Memory = {};

  constructor(pids: { web: number; database: number | undefined }) {
    this.#web = pids.web;
    this.#database = pids.database;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The peaks since the last call. */
  take(): Memory {
    this.#look();
    const peak = this.#peak;
    this.#peak = {};
    return peak;
  }

  #look(): void {
    const processes = [
      { name: 'web', mb: rssOf(this.#web) ?? 0 },
      ...descendantsOf(this.#web).map((pid) => ({ name: nameOf(commandOf(pid)), mb: rssOf(pid) ?? 0 })),
    ];
    if (this.#database !== undefined)
      for (const pid of [this.#database, ...descendantsOf(this.#database)])
        processes.push({ name: 'PostgreSQL, all together', mb: pssOf(pid) });
    this.#peak = higher(this.#peak, addUp(processes));
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Zero for a process that has ended or may not be looked into. */
function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return rssOf(pid) ?? 0;
  }
}
