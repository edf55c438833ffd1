import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataLock } from '../platform/data-lock.ts';
import type { RunningApp, StartOptions } from './app.ts';
import { failToStart, run } from './run.ts';
import { supervise } from './supervise.ts';

/*
 * The process's entry: `node app/server/start.ts` builds when the sources are newer than the build and becomes the
 * built server; with --supervise it stays and starts that again when it has crashed; with --dev it serves from source
 * through Vite. Runs natively, so it imports nothing of the application before the environment is checked: that comes
 * out of the build, one instance of each module.
 */

const SOURCES = ['app', 'db', 'inngest', 'package-lock.json', 'vite.config.ts', 'remix.config.js'];
const STAMP = join('build', '.built');
const BUILD_LOCK = join('node_modules', '.cache', 'openhouse', 'build');
const BUILDER = join('node_modules', '@remix-run', 'dev', 'dist', 'cli.js');

function newestChange(path: string): number {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

const isFresh = () => existsSync(STAMP) && statSync(STAMP).mtimeMs > Math.max(...SOURCES.map(newestChange));

/** An image holds what was built and nothing to build with: what stands there is served. */
async function buildWhenStale(): Promise<void> {
  if ((!existsSync(BUILDER) && existsSync(STAMP)) || isFresh()) return;
  const turn = await takeTurnToBuild();
  try {
    if (!isFresh()) build();
  } finally {
    turn.release();
  }
}

/** Two builds in one folder would write over each other: who comes second waits, and finds it built. */
async function takeTurnToBuild(): Promise<DataLock> {
  const { acquireDataLock, holderStanding } = await import('../platform/data-lock.ts');
  for (let refused = 0; ;) {
    try {
      return await acquireDataLock(BUILD_LOCK);
    } catch (error) {
      // Between the refusal and the look its holder may have ended.
      if (holderStanding(BUILD_LOCK) === 'alive') refused = 0;
      else if ((refused += 1) > 3) throw error;
    }
    await delay(200);
  }
}

function build(): void {
  const started = new Date();
  process.stdout.write('Building the application …\n');
  const { status } = spawnSync(process.execPath, [BUILDER, 'vite:build', '--logLevel', 'warn'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error('The build failed; see the lines above.');
  writeFileSync(STAMP, '');
  utimesSync(STAMP, started, started);
}

/**
 * V8 sizes its heap for a machine that it has to itself: the nursery grows to 128 MB, the old generation doubles before
 * it is collected, and each of malloc's threads keeps an arena. The server's live heap is some 70 MB
 * (docs/decisions/0014 has the figures).
 */
const V8_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=30', '--max-old-space-size=256'];
const MALLOC = { MALLOC_ARENA_MAX: '2' };

/**
 * Becomes the production server: this process with another program, where the system can do that, else a child that it
 * stands in for. Supervised, it stays as the parent that starts the server again when it has crashed.
 */
async function serveBuilt(demo: boolean, supervised: boolean): Promise<void> {
  await buildWhenStale();
  const args = [...V8_FLAGS, join('build', 'server', 'index.js'), ...(demo ? ['--demo'] : [])];
  const env = { ...MALLOC, ...process.env };
  if (supervised) {
    // A process group of its own, so that a terminal's Ctrl-C comes once; the channel tells it when its supervisor is
    // gone.
    const start = () =>
      spawn(process.execPath, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], detached: true, env });
    process.exit(await supervise({ start, tell: (line) => void process.stderr.write(`${line}\n`) }));
  }
  if (process.platform !== 'win32') process.execve?.(process.execPath, [process.execPath, ...args], env);
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)));
}

async function serveFromSource(demo: boolean): Promise<void> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true } });
  const { startApp } = (await vite.ssrLoadModule('./app/server/app.ts')) as {
    startApp(options: StartOptions): Promise<RunningApp>;
  };
  await run(startApp, {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<never>,
    mode: 'development',
    assets: vite.middlewares,
    demo,
  });
}

async function main(): Promise<void> {
  const { env } = await import('../platform/env.ts');
  const { resolveSessionSecret } = await import('../platform/session-secret.ts');
  const dev = process.argv.includes('--dev');
  const demo = env.NODE_ENV !== 'production';
  // React serves its quick build only under NODE_ENV=production; whether this is a real deployment was decided above.
  process.env.SESSION_SECRET = resolveSessionSecret(env);
  process.env.NODE_ENV = dev ? 'development' : 'production';
  if (dev) await serveFromSource(demo);
  else await serveBuilt(demo, process.argv.includes('--supervise'));
}

main().catch(failToStart);
