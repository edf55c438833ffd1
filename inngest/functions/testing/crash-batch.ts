import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrashReport } from './crash-child.ts';
import { forkProcess } from './fork-process.ts';

export type CrashOptions = {
  documents: number;
  kills: number;
  /** Every how many-eth document is none; 0: all are good. */
  brokenEvery?: number;
  /** Whether all say the same, so that all but the first are held for a choice. */
  alike?: boolean;
  /** Scanned pages of each document. */
  scans?: number;
  /** Numbers from 0 to 1. */
  random?: () => number;
  /** Instead of a random moment: right after which commit of its life, from 1, a process is killed. */
  atCommit?: (life: number) => number;
  onKill?: (kill: { life: number; jobs: number; afterMs: number; ended: number }) => void;
};

/**
 * Reads a batch of documents in a process that is killed (SIGKILL) `kills` times at random moments of its work and
 * started again, and returns what is in the database once a life has come to the end of it. `recognised`: what each
 * life found recognised, as in the report.
 */
export async function crashBatch({
  documents,
  kills,
  brokenEvery = 0,
  alike = false,
  scans = 0,
  random = Math.random,
  atCommit,
  onKill,
}: CrashOptions): Promise<{ report: CrashReport; killed: number; recognised: string[][] }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'openhouse-crash-'));
  // Spread over the batch, whatever the machine's speed: after a few jobs more, at any moment of the next.
  const chance = () => ({
    jobs: Math.floor(random() * (documents / (kills + 1))),
    afterMs: Math.round(30 + random() * 800),
  });
  let killed = 0;
  const recognised: string[][] = [];
  let before = 0;
  try {
    for (let life = 0; ; life += 1) {
      const kill = life < kills && !atCommit ? chance() : undefined;
      const commit = life < kills ? (atCommit?.(life) ?? 0) : 0;
      const { report, ended, found } = await oneLife(
        [dataDir, String(documents), String(brokenEvery), String(commit), String(scans), alike ? 'alike' : ''],
        kill && { atJobs: before + kill.jobs, afterMs: kill.afterMs },
      );
      recognised.push(found);
      if (report) return { report, killed, recognised };
      killed += 1;
      before = Math.max(before, ended);
      if (kill) onKill?.({ life: life + 1, ...kill, ended });
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Without a report when it was killed; `ended` is how many jobs had come to their end when it was last heard of. */
function oneLife(
  args: [dataDir: string, documents: string, brokenEvery: string, commit: string, scans: string, alike: string],
  kill: { atJobs: number; afterMs: number } | undefined,
): Promise<{ report?: CrashReport; ended: number; found: string[] }> {
  const [dataDir, , , commit] = args;
  return new Promise((resolve, reject) => {
    const { child, errors } = forkProcess('crash-child.ts', args, dataDir);
    let report: CrashReport | undefined;
    let killing = commit !== '0';
    let ended = 0;
    let found: string[] = [];
    child.on('message', (message: { report: CrashReport } | { ended: number } | { recognised: string[] }) => {
      if ('report' in message) report = message.report;
      else if ('recognised' in message) found = message.recognised;
      else ended = message.ended;
      if (kill && !killing && ended >= kill.atJobs) {
        killing = true;
        setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
      }
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (report) resolve({ report, ended, found });
      else if (killing) resolve({ ended, found });
      else reject(new Error(`The process ended by itself (${code}): ${errors()}`));
    });
  });
}
