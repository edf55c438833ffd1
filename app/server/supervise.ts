import type { ChildProcess } from 'node:child_process';

export type Supervision = {
  /** Starts the server; it sends `ready` once it is. */
  start: () => ChildProcess;
  tell: (line: string) => void;
  /** Milliseconds before the first new start; doubled each time, up to `longestWaitMs`. */
  firstWaitMs?: number;
  longestWaitMs?: number;
  /** A server that was ready for so long has not crashed at its start: waits begin anew. */
  steadyMs?: number;
};

type End = { code: number | null; signal: NodeJS.Signals | null; wasReady: boolean; readyMs: number };

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const MOST_IN_VAIN = 5;
const GRACE_MS = 30_000;

/**
 * Keeps the server running: starts it again when it crashed, after 1, 2, 4 … 30 s, and says why it ended. Gives up when
 * the first start is refused (a setting, a taken port or folder: the server has said which), or after five starts in
 * vain. SIGTERM, SIGINT and SIGHUP go on to the server and end both. Resolves with the exit code for this process.
 */
export async function supervise({
  start,
  tell,
  firstWaitMs = 1_000,
  longestWaitMs = 30_000,
  steadyMs = 60_000,
}: Supervision): Promise<number> {
  let child: ChildProcess | undefined;
  let stopping = false;
  let wakeUp: () => void = () => {};
  const forward = (signal: NodeJS.Signals) => {
    stopping = true;
    child?.kill(signal);
    setTimeout(() => child?.kill('SIGKILL'), GRACE_MS).unref();
    wakeUp();
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  let everReady = false;
  let crashes = 0;
  let inVain = 0;
  try {
    while (!stopping) {
      child = start();
      const end = await endOf(child);
      everReady ||= end.wasReady;
      inVain = end.wasReady ? 0 : inVain + 1;
      crashes = end.readyMs >= steadyMs ? 1 : crashes + 1;
      if (stopping || end.code === 0) return end.code ?? 1;
      if (!everReady && end.code !== null) {
        tell('The server could not start, for the reason above; it is not started again.');
        return end.code;
      }
      if (inVain >= MOST_IN_VAIN) {
        tell(
          `The server ended with ${nameOf(end)}. ${inVain} starts one after the other were in vain; it is not ` +
            'started again.',
        );
        return end.code || 1;
      }
      const waitMs = Math.min(firstWaitMs * 2 ** (crashes - 1), longestWaitMs);
      tell(`The server ended with ${nameOf(end)}. It is started again in ${waitMs / 1000} s.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return 0;
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

function endOf(child: ChildProcess): Promise<End> {
  let readyAt: number | undefined;
  child.on('message', (message) => {
    if (message === 'ready') readyAt = performance.now();
  });
  return new Promise((resolve) => {
    const settle = (code: number | null, signal: NodeJS.Signals | null) =>
      resolve({
        code,
        signal,
        wasReady: readyAt !== undefined,
        readyMs: readyAt === undefined ? 0 : performance.now() - readyAt,
      });
    child.once('error', () => settle(1, null)).once('exit', settle);
  });
}

function nameOf({ code, signal }: End): string {
  if (signal === 'SIGKILL') return 'SIGKILL (kill -9, or the system was out of memory: dmesg says which)';
  if (signal === 'SIGABRT' || code === 134) return 'SIGABRT (most likely its heap was full: see “FATAL ERROR” above)';
  return signal ?? `exit code ${code}`;
}
