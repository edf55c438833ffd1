import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { E2E_SECRET } from './pilot.ts';

/** Where the map's pictures would come from. */
export const TILES = 'http://tiles.test';

export type TestServer = {
  /** Settles with the exit code once the process is gone. */
  ended: Promise<number>;
  /** Asks it to end as an operator would, and waits until it has. */
  stop(): Promise<number>;
};

/** Settings that the tests' processes run under, whatever the shell that started them has set. */
export function serverEnv(settings: { port: number; dataDir: string }): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    TMPDIR,
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    PORT: String(settings.port),
    DATA_DIR: settings.dataDir,
    LOG_DIR: resolve(settings.dataDir, 'logs'),
    SESSION_SECRET: E2E_SECRET,
    // Nobody is there: tests answer for it, or let it fail.
    MAP_TILES_URL: `${TILES}/{z}/{x}/{y}.png`,
  };
}

/** Starts the application as `npm start` does, in a process of its own, with its output in ours. */
export function startServer(settings: { port: number; dataDir: string }): TestServer {
  const child = spawn(process.execPath, ['app/server/start.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: serverEnv(settings),
  });
  const ended = new Promise<number>((settle, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => settle(code ?? 1));
  });
  return {
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
