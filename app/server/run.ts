import type { RunningApp, StartOptions } from './app.ts';

/** Starts the application and ends it at SIGTERM, SIGINT or SIGHUP; a second signal ends it at once. */
export async function run(start: (options: StartOptions) => Promise<RunningApp>, options: StartOptions): Promise<void> {
  const app = await start(options);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // Vite's dev server would end the process before our own shutdown is through.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void app.stop().then(() => process.exit(0));
    });
  }
}

/** Says why the application cannot start, and ends the process with 1. */
export function failToStart(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  process.stderr.write(`OpenHouse AI cannot start. ${message}${cause}\n`);
  process.exit(1);
}
