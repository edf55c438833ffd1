import type { ChildProcess } from 'node:child_process';
import type { ExtractionLimits } from '../extracted-document.ts';
import { watchRss } from './watch-child.ts';

const MB = 1_048_576;

export type Supervision = {
  /** Ends the child because of `error`; the first error stays. */
  kill(error: unknown): void;
  /** Ends a child that has done its work. */
  dismiss(): void;
  /** Why the child was ended, if it was. */
  killed(): { error: unknown } | undefined;
  /** Resolves once the child is gone, to what its end means if its work was not whole. */
  gone: Promise<Error>;
};

/**
 * Holds a child to its memory limit and reads its end. That it has ended says nothing about its work: what it sent may
 * still be on its way to where it is stored.
 */
export function superviseChild(
  child: ChildProcess,
  limits: Pick<ExtractionLimits, 'maxRssMb'>,
  tooLarge: () => Error,
): Supervision {
  let reason: { error: unknown } | undefined;
  let stderr = '';
  const dismiss = () => void child.kill('SIGKILL');
  const kill = (error: unknown) => {
    reason ??= { error };
    dismiss();
  };
  const watch = child.pid ? watchRss(child.pid, limits.maxRssMb * MB, () => kill(tooLarge())) : undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text.slice(-4000)).slice(-4000);
  });
  const gone = new Promise<Error>((resolve) => {
    child.on('error', (error) => {
      const failed = new Error(`The process that was to read the file failed: ${error.message}. Try again.`, {
        cause: error,
      });
      kill(failed);
      // A child that never started emits no close.
      if (child.pid === undefined) resolve(failed);
    });
    child.on('close', (code, signal) => {
      // SIGABRT is V8 giving up at --max-old-space-size; an unasked SIGKILL is the child's
      // own watchdog or the system's out-of-memory killer.
      const outOfMemory =
        signal === 'SIGABRT' ||
        code === 134 ||
        /heap out of memory|Allocation failed/.test(stderr) ||
        (signal === 'SIGKILL' && (watch?.peakRss() ?? 0) > limits.maxRssMb * MB * 0.8);
      const how = signal ?? `code ${code}`;
      resolve(
        outOfMemory
          ? tooLarge()
          : new Error(`The process that read the file ended early (${how}). Try again.`, { cause: stderr }),
      );
    });
  }).finally(() => watch?.stop());
  return { kill, dismiss, killed: () => reason, gone };
}
