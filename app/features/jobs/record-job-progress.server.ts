import { findJob, updateJobProgress, updateOpenJob, type JobChange } from '#db/queries/jobs/jobs.ts';
import { isOpenJobState } from '#db/schema/job-states.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { toPlainText } from '#app/platform/plain-text.ts';

type JobScope = TenantScope | PlatformScope;

/** Longest error text kept on a job, characters. */
const MAX_ERROR = 1000;

/** Writes where a job stands (C6). False when it has ended already (cancelled, say): then nothing is written. */
export function recordJobState(scope: JobScope, jobId: string, change: JobChange): Promise<boolean> {
  const { error } = change;
  const kept = error ? toPlainText(error, MAX_ERROR) : error;
  return withScope(scope, (tx) =>
    updateOpenJob(tx, scope, jobId, kept === undefined ? change : { ...change, error: kept }),
  );
}

/** Raises a job's progress, whole per cent 0–100 (C6). */
export function recordJobProgress(scope: JobScope, jobId: string, progress: number): Promise<void> {
  return withScope(scope, (tx) => updateJobProgress(tx, scope, jobId, Math.round(progress)));
}

/**
 * True while a job still wants to be done: not ended, cancelled or failed by the sweeper. A delivery after that does
 * nothing.
 */
export async function isJobOpen(scope: JobScope, jobId: string): Promise<boolean> {
  const job = await withScope(scope, (tx) => findJob(tx, scope, jobId), { readOnly: true });
  return job !== undefined && isOpenJobState(job.state);
}

/**
 * Calls `write` with the latest value at most once in `everyMs` (default 400) and never twice at a time; `flush` waits
 * for the last one. What `write` throws is dropped: progress is a courtesy, the work is not stopped by it.
 */
export function throttleProgress(
  write: (progress: number) => Promise<void>,
  everyMs = 400,
): { report(progress: number): void; flush(): Promise<void> } {
  let latest: number | undefined;
  let last = -Infinity;
  let running: Promise<void> | undefined;
  const start = () => {
    if (running || latest === undefined || performance.now() - last < everyMs) return;
    const value = latest;
    latest = undefined;
    last = performance.now();
    running = write(value)
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
  };
  return {
    report(progress) {
      latest = progress;
      start();
    },
    async flush() {
      await running;
      last = -Infinity;
      start();
      await running;
    },
  };
}
