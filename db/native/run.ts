// Runs a command with a PostgreSQL of its own, which is gone afterwards:
//   node db/native/run.ts [--no-fsync] -- <command> [arguments…]
import { spawn } from 'node:child_process';
import { mkdtemp, realpath } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNativePostgres } from './find.ts';
import { provisionDatabase } from './provision.ts';
import { startNativePostgres } from './server.ts';

const USAGE = 'Usage: node db/native/run.ts [--no-fsync] -- <command> [arguments…]';
const FORWARDED: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

async function main(args: string[]): Promise<number> {
  const separator = args.indexOf('--');
  const flags = args.slice(0, separator);
  const [command, ...rest] = separator < 0 ? [] : args.slice(separator + 1);
  if (command === undefined || flags.some((flag) => flag !== '--no-fsync')) {
    throw new Error(USAGE);
  }
  if ((await findNativePostgres())?.hasVector === false) {
    throw new Error(
      'PostgreSQL was found, but without pgvector 0.8 or newer: run `bash db/native/install.sh` on Debian 12, or ' +
        'install pgvector by your package manager.',
    );
  }

  // From the first moment on, so that a signal during the start stops the server as well.
  let forward: ((signal: NodeJS.Signals) => void) | null = null;
  let interrupted: NodeJS.Signals | null = null;
  for (const signal of FORWARDED) {
    process.on(signal, () => {
      interrupted ??= signal;
      forward?.(signal);
    });
  }

  const server = await startNativePostgres({
    dataDir: await mkdtemp(join(await realpath(tmpdir()), 'openhouse-pg-')),
    fsync: !flags.includes('--no-fsync'),
    ephemeral: true,
  });
  try {
    const url = await provisionDatabase(server.url);
    if (interrupted) return exitCode(null, interrupted);
    const child = spawn(command, rest, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } });
    // A terminal's Ctrl-C reaches the command by itself; twice would mean "at once" to many programs.
    forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    return await new Promise<number>((done, reject) => {
      child.once('error', (cause) =>
        reject(
          new Error(`The command ${command} could not be started: check its name and that it is on the PATH.`, {
            cause,
          }),
        ),
      );
      child.once('close', (code, signal) => done(exitCode(code, signal)));
    });
  } finally {
    await server.stop();
  }
}

/** The command's own code, or 128 + the signal's number, as shells have it. */
function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
