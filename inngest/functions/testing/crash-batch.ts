import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrashReport } from './crash-child.ts';

/**
 * Reads a batch of documents in a process that is killed (SIGKILL) `kills` times at random moments of its work and started again, and
 * returns what is in the database once a life has come to the end of it. `random` gives numbers from 0 to 1.
 */
export async function crashBatch({ documents, kills, random = Math.random }: { documents: number; kills: number; random?: () => number }): Promise<{ report: CrashReport; killed: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'openhouse-crash-'));
  let killed = 0;
  try {
    for (let life = 0; ; life += 1) {
      const ended = await oneLife(dataDir, documents, life < kills ? 30 + random() * 1500 : undefined);
      if (ended) return { report: ended, killed };
      killed += 1;
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Undefined when it was killed, else what it reported. */
function oneLife(dataDir: string, documents: number, killAfterMs: number | undefined): Promise<CrashReport | undefined> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'crash-child.ts'), [dataDir, String(documents)], {
      execArgv: ['--no-warnings'],
      env: { ...process.env, DATA_DIR: dataDir, LOG_DIR: join(dataDir, 'logs'), LOG_LEVEL: 'silent', DATABASE_URL: '', NODE_ENV: 'test' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    let report: CrashReport | undefined;
    let killing = false;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4000);
    });
    child.on('message', (message: 'uploaded' | 'started' | { report: CrashReport }) => {
      if (typeof message === 'object') report = message.report;
      else if (message === 'started' && killAfterMs !== undefined) {
        setTimeout(() => {
          killing = true;
          child.kill('SIGKILL');
        }, killAfterMs);
      }
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (report) resolve(report);
      else if (killing) resolve(undefined);
      else reject(new Error(`The process ended by itself (${code}): ${errors}`));
    });
  });
}
