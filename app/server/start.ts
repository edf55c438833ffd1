import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { RunningApp, StartOptions } from './app.ts';

/*
 * The process's entry: `node app/server/start.ts` builds when the sources are newer than the build and serves it;
 * with --dev it serves from source through Vite, with hot reload. Runs natively, so it imports nothing of the application
 * before the environment is checked: the application itself comes out of the build, one instance of each module.
 */

const SOURCES = ['app', 'db', 'inngest', 'package-lock.json', 'vite.config.ts', 'remix.config.js'];
const STAMP = join('build', '.built');

function newestChange(path: string): number {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function buildWhenStale(): void {
  const started = new Date();
  const fresh = existsSync(STAMP) && statSync(STAMP).mtimeMs > Math.max(...SOURCES.map(newestChange));
  if (fresh) return;
  process.stdout.write('Building the application …\n');
  const { status } = spawnSync(process.execPath, [join('node_modules', '@remix-run', 'dev', 'dist', 'cli.js'), 'vite:build', '--logLevel', 'warn'], { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
  if (status !== 0) throw new Error('The build failed; see the lines above.');
  writeFileSync(STAMP, '');
  utimesSync(STAMP, started, started);
}

type AppModule = { startApp(options: StartOptions): Promise<RunningApp>; build: StartOptions['build'] };

async function loadBuilt(): Promise<StartOptions & { startApp: AppModule['startApp'] }> {
  buildWhenStale();
  const module = (await import(pathToFileURL(join(process.cwd(), 'build', 'server', 'index.js')).href)) as AppModule;
  return { startApp: module.startApp, build: module.build, mode: 'production', demo: false };
}

async function loadFromSource(): Promise<StartOptions & { startApp: AppModule['startApp'] }> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true } });
  const module = (await vite.ssrLoadModule('./app/server/app.ts')) as AppModule;
  return {
    startApp: module.startApp,
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<never>,
    mode: 'development',
    assets: vite.middlewares,
    demo: false,
  };
}

async function main(): Promise<void> {
  const { env } = await import('../platform/env.ts');
  const { resolveSessionSecret } = await import('../platform/session-secret.ts');
  const dev = process.argv.includes('--dev');
  const demo = env.NODE_ENV !== 'production';
  // React serves its quick build only under NODE_ENV=production; whether this is a real deployment was decided above.
  process.env.SESSION_SECRET = resolveSessionSecret(env);
  process.env.NODE_ENV = dev ? 'development' : 'production';

  const { startApp, ...options } = dev ? await loadFromSource() : await loadBuilt();
  const app = await startApp({ ...options, demo });
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

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  process.stderr.write(`OpenHouse AI cannot start. ${message}${cause}\n`);
  process.exit(1);
});
