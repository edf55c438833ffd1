import { setTimeout as wait } from 'node:timers/promises';
import type { PlatformScope, TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { isJobOpen } from './record-job-progress.server.ts';

/**
 * Does long work for a job and aborts it, through the signal that it is given, once the job has ended: cancelled by
 * staff or failed by the sweeper. Looks each `everyMs` (default 1 s). The work then throws AppError `gone`.
 */
export async function whileJobIsOpen<T>(
  scope: TenantScope | PlatformScope,
  jobId: string,
  work: (signal: AbortSignal) => Promise<T>,
  everyMs = 1_000,
): Promise<T> {
  const stop = new AbortController();
  const done = new AbortController();
  const watch = async () => {
    while (await wait(everyMs, true, { signal: done.signal, ref: false }).catch(() => false)) {
      // A database that does not answer now says nothing about the job.
      const open = await isJobOpen(scope, jobId).catch(() => true);
      if (!open) return stop.abort(new AppError('gone', 'The job has ended already.'));
    }
  };
  const watching = watch();
  try {
    return await work(stop.signal);
  } finally {
    done.abort();
    await watching;
  }
}
