import { execFileSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/*
 * What a run has started, in a file that outlives it. A process is known by its id and its moment of start, so that an
 * id that the system gave away again is never killed.
 */

export type Known = { pid: number; started: string; what: string };
type Ledger = { harness: Known; children: Known[] };

const FILE = 'processes.json';

/** When the process began, in the system's own words; null when there is no such process. */
export function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch (error) {
    if (process.platform === 'linux') return null;
    void error;
  }
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || null
    );
  } catch {
    return null;
  }
}

const isAlive = (known: Known) => startOf(known.pid) === known.started;

/** The processes of one run, written down in `folder` before anything else happens with them. */
export class ProcessLedger {
  readonly #folder: string;
  readonly #ledger: Ledger;
  readonly #afterwards: (() => Promise<void>)[] = [];

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#ledger = {
      harness: { pid: process.pid, started: startOf(process.pid) ?? '', what: 'harness' },
      children: [],
    };
    this.#write();
  }

  /** The process leads a group of its own (`detached`). One that has ended already is not noted. */
  add({ pid }: Pick<ChildProcess, 'pid'>, what: string): void {
    const started = pid === undefined ? null : startOf(pid);
    if (pid === undefined || started === null) return;
    this.#ledger.children.push({ pid, started, what });
    this.#write();
  }

  /** What is to be done once every child has ended. */
  afterStop(work: () => Promise<void>): void {
    this.#afterwards.push(work);
  }

  /** Ends all that was added, newest first: politely, and after `graceMs` by force. */
  async stopAll(graceMs = 15_000): Promise<void> {
    for (const child of this.#ledger.children.toReversed()) await endGroup(child, graceMs);
    this.#ledger.children = [];
    this.#write();
    for (const work of this.#afterwards.splice(0)) await work();
  }

  /** At once, for a dying harness. */
  killAll(): void {
    for (const child of this.#ledger.children) if (isAlive(child)) signalGroup(child.pid, 'SIGKILL');
  }

  #write(): void {
    const draft = join(this.#folder, `${FILE}.draft`);
    writeFileSync(draft, JSON.stringify(this.#ledger));
    renameSync(draft, join(this.#folder, FILE));
  }
}

/**
 * Ends what crashed runs have left under `runs` and deletes their folders; a run whose harness lives is left alone.
 * Returns what it ended, for the terminal.
 */
export async function cleanUpCrashedRuns(runs: string): Promise<string[]> {
  const ended: string[] = [];
  for (const name of names(runs)) {
    const folder = join(runs, name);
    const ledger = readLedger(folder);
    if (!ledger || isAlive(ledger.harness)) continue;
    for (const child of ledger.children.toReversed()) {
      if (!isAlive(child)) continue;
      await endGroup(child, 3_000);
      ended.push(`${child.what} (process ${child.pid})`);
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return ended;
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readLedger(folder: string): Ledger | null {
  try {
    const ledger = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Ledger;
    return Array.isArray(ledger.children) && typeof ledger.harness.pid === 'number' ? ledger : null;
  } catch {
    return null;
  }
}

const POLL_MS = 50;

async function endGroup(child: Known, graceMs: number): Promise<void> {
  if (!isAlive(child)) return;
  signalGroup(child.pid, 'SIGTERM');
  for (let waited = 0; waited < graceMs && isAlive(child); waited += POLL_MS) await delay(POLL_MS);
  // The leader may be gone and its children not: the group is ended in any case.
  signalGroup(child.pid, 'SIGKILL');
  for (let waited = 0; waited < 2_000 && isAlive(child); waited += POLL_MS) await delay(POLL_MS);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}
