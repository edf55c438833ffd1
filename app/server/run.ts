import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import type { RunningApp, StartOptions } from './app.ts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Requests have 10 s, then come jobs, the last mail and log lines. */
const LONGEST_SHUTDOWN_MS = 25_000;

/**
 * Starts the application and ends it at SIGTERM, SIGINT or SIGHUP, or when the supervisor is gone, in 25 s at most; a
 * second signal ends it at once, and so does one that comes before it is ready (what was acknowledged by then is safe,
 * as after kill -9).
 */
export async function run(
  start: (options: StartOptions) => Promise<RunningApp>,
  options: StartOptions,
  longestShutdownMs = LONGEST_SHUTDOWN_MS,
): Promise<void> {
  const running: { app?: RunningApp } = {};
  let stopping = false;
  const end = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    const { app } = running;
    if (!app) process.exit(128 + constants.signals[signal]);
    stopping = true;
    setTimeout(() => {
      say(
        `OpenHouse AI could not shut down in ${longestShutdownMs / 1000} s and ends now. What was acknowledged ` +
          'is safe; open jobs go on at the next start.',
      );
      process.exit(1);
    }, longestShutdownMs).unref();
    // oxlint-disable-next-line typescript/no-floating-promises -- a signal’s handler; the process ends by it
    void app.stop().then(() => process.exit(0));
  };
  const listen = () => {
    for (const signal of SIGNALS) {
      // Vite's dev server would end the process before our own shutdown is through.
      process.removeAllListeners(signal);
      process.on(signal, end);
    }
  };
  listen();
  if (process.connected) process.once('disconnect', () => (stopping ? undefined : end('SIGTERM')));
  running.app = await start(options);
  listen();
  process.send?.('ready');
}

/** Says why the application cannot start, and ends the process with 1. */
export function failToStart(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  say(`OpenHouse AI cannot start. ${message}${cause}`);
  process.exit(1);
}

/** Written before anything else happens: the process may be about to die. */
function say(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody listens.
  }
}
