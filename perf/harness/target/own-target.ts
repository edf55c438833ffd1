import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { provisionDatabase } from '#db/native/provision.ts';
import { startNativePostgres } from '#db/native/server.ts';
import type { DemoSignIn } from '#app/server/demo/seed-staff.ts';
import { freePort } from '../../../e2e/support/free-port.ts';
import { cleanEnvironment } from './clean-environment.ts';
import type { ProcessLedger } from '../processes.ts';

/** The one place below which everything that the harness keeps or makes is found. */
export const CACHE = join('node_modules', '.cache', 'openhouse', 'load');

export type OwnTarget = {
  baseUrl: string;
  secret: string;
  tenantId: string;
  developmentId: string;
  signIns: DemoSignIn[];
  server: ChildProcess;
  database: 'embedded' | 'native';
  databaseUrl: string | undefined;
  /** The postmaster of a PostgreSQL that the harness has started for this run. */
  databasePid: number | undefined;
  /** The end of what the server printed, for a failing start. */
  lastWords(): string;
};

type Options = {
  database: 'embedded' | 'native';
  /** An existing PostgreSQL, instead of one of the harness's own. */
  databaseUrl: string | undefined;
  extraHouses: number;
  /** More settings of the server; those that change what is seeded need a `variant`. */
  settings?: Record<string, string>;
  /** Names the seeded state that these settings make. */
  variant?: string;
  runFolder: string;
  ledger: ProcessLedger;
  tell: (line: string) => void;
};

type Prepared = {
  secret: string;
  tenantId: string;
  developmentId: string;
  signIns: DemoSignIn[];
  databaseUrl: string | undefined;
};

const READY_DEADLINE_MS = 400_000;

/**
 * Starts the production server on a free port with a database, files, logs and secret of its own in `runFolder`, seeded
 * with the pilot, its documents read, and more houses. The seeded state is made once and kept (`CACHE/template-…`); a
 * run works on a copy. Throws with what the server said when it does not become ready.
 */
export async function startOwnTarget(options: Options): Promise<OwnTarget> {
  const dataDir = join(options.runFolder, 'data');
  if (options.databaseUrl) {
    const secret = randomBytes(36).toString('base64url');
    const prepared = await prepare(options, { dataDir, secret, databaseUrl: options.databaseUrl });
    return serve(options, dataDir, prepared);
  }
  const template = await ensureTemplate(options);
  options.tell('Copying the seeded database …');
  await cp(join(template, 'data'), dataDir, { recursive: true });
  await rm(join(dataDir, 'lock'), { force: true });
  const prepared = JSON.parse(await readFile(join(template, 'prepared.json'), 'utf8')) as Prepared;
  if (options.database === 'native') {
    const cluster = await mkdtemp(join(await realpath(tmpdir()), 'openhouse-load-pg-'));
    await copyCluster(join(template, 'cluster'), cluster);
    const postgres = await startNativePostgres({ dataDir: cluster, ephemeral: true });
    options.ledger.afterStop(() => postgres.stop());
    const url = new URL(prepared.databaseUrl ?? '');
    url.port = String(postgres.port);
    prepared.databaseUrl = url.href;
    return { ...(await serve(options, dataDir, prepared)), databasePid: await postmasterOf(cluster) };
  }
  return serve(options, dataDir, prepared);
}

/** One more process of a target that runs: the same database, files and secret; logs and a port of its own. */
export const startAnother = (options: Options, own: OwnTarget): Promise<OwnTarget> =>
  serve({ ...options, runFolder: join(options.runFolder, 'another') }, join(options.runFolder, 'data'), own);

/** The seeded state for these sources, made when there is none yet. */
async function ensureTemplate(options: Options): Promise<string> {
  const name = ['template', options.database, options.extraHouses, options.variant]
    .filter((part) => part !== undefined)
    .join('-');
  const key = await digestOfSources();
  const template = join(CACHE, name);
  if (
    existsSync(join(template, 'prepared.json')) &&
    (await readFile(join(template, 'key'), 'utf8').catch(() => '')) === key
  )
    return template;
  options.tell('Seeding the pilot and reading its documents, once …');
  await rm(template, { recursive: true, force: true });
  const draft = join(options.runFolder, 'template');
  const dataDir = join(draft, 'data');
  await mkdir(dataDir, { recursive: true });
  const secret = randomBytes(36).toString('base64url');
  const cluster =
    options.database === 'native' ? await mkdtemp(join(await realpath(tmpdir()), 'openhouse-load-pg-')) : undefined;
  const postgres = cluster ? await startNativePostgres({ dataDir: cluster, fsync: false }) : undefined;
  if (cluster) {
    // Its files are wanted whole, so it does not end by itself with the harness as the others do.
    options.ledger.add({ pid: await postmasterOf(cluster) }, 'database');
    options.ledger.afterStop(() => rm(cluster, { recursive: true, force: true }));
  }
  let prepared: Prepared;
  try {
    const databaseUrl = postgres ? await provisionDatabase(postgres.url) : undefined;
    prepared = await prepare(options, { dataDir, secret, databaseUrl });
    // The server reads the documents; its readiness says that they are read.
    const target = await serve(options, dataDir, prepared);
    await stop(target.server);
  } finally {
    await postgres?.stop();
  }
  if (cluster) await copyCluster(cluster, join(draft, 'cluster'));
  await writeFile(join(draft, 'prepared.json'), JSON.stringify(prepared), { mode: 0o600 });
  await writeFile(join(draft, 'key'), key);
  await rename(draft, template);
  return template;
}

async function postmasterOf(cluster: string): Promise<number> {
  return Number.parseInt(await readFile(join(cluster, 'data', 'postmaster.pid'), 'utf8'), 10);
}

/** As `cp -a`: the server's user stays the files' owner. */
async function copyCluster(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await run('cp', ['-a', from, to], cleanEnvironment({}));
}

/** Whatever decides what the seeded database holds. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const files = globSync([
    'db/migrations/*.sql',
    'db/row-level-security/*.sql',
    'db/seed/**/*.ts',
    'app/server/demo/**/*.{ts,md}',
    'app/features/ingestion/**/*.ts',
    'app/features/documents/{*,files/*,kind/*,pages/*,upload/*}.ts',
    'app/platform/embeddings/*.ts',
    'perf/harness/target/{seed-load-houses,prepare-database}.ts',
  ]);
  for (const file of files.toSorted()) hash.update(file).update(await readFile(file));
  return hash.digest('hex');
}

async function prepare(
  options: Options,
  place: { dataDir: string; secret: string; databaseUrl: string | undefined },
): Promise<Prepared> {
  const file = join(options.runFolder, 'prepared-ids.json');
  await mkdir(place.dataDir, { recursive: true });
  await run(
    process.execPath,
    ['perf/harness/target/prepare-database.ts', file, String(options.extraHouses)],
    environment(options, place),
    options.ledger,
    'seed',
  );
  return {
    ...(JSON.parse(await readFile(file, 'utf8')) as Omit<Prepared, 'secret' | 'databaseUrl'>),
    secret: place.secret,
    databaseUrl: place.databaseUrl,
  };
}

async function serve(options: Options, dataDir: string, prepared: Prepared): Promise<OwnTarget> {
  const port = await freePort();
  options.tell('Starting the production server …');
  const server = spawn(process.execPath, ['app/server/start.ts'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment(options, { dataDir, ...prepared }),
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
    },
  });
  options.ledger.add(server, 'server');
  let words = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-4_000)));
  const target: OwnTarget = {
    ...prepared,
    databasePid: undefined,
    baseUrl: `http://127.0.0.1:${port}`,
    server,
    database: options.database,
    lastWords: () => words,
  };
  await waitUntilReady(target);
  return target;
}

function environment(
  { runFolder, settings }: Pick<Options, 'runFolder' | 'settings'>,
  place: { dataDir: string; secret: string; databaseUrl: string | undefined },
): NodeJS.ProcessEnv {
  return cleanEnvironment({
    DATA_DIR: place.dataDir,
    LOG_DIR: join(runFolder, 'logs'),
    SESSION_SECRET: place.secret,
    ...settings,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
  });
}

async function waitUntilReady(target: OwnTarget): Promise<void> {
  const deadline = Date.now() + READY_DEADLINE_MS;
  while (Date.now() < deadline) {
    if (target.server.exitCode !== null || target.server.signalCode !== null)
      throw new Error(`The server ended before it was ready. It said:\n${target.lastWords()}`);
    const response = await fetch(`${target.baseUrl}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await delay(200);
  }
  throw new Error(`The server was not ready after ${READY_DEADLINE_MS / 1000} s. It said:\n${target.lastWords()}`);
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  server.kill('SIGTERM');
  await ended;
}

async function run(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  ledger?: ProcessLedger,
  what = program,
): Promise<void> {
  const child = spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env });
  ledger?.add(child, what);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-2_000)));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${what} ended with ${code}: ${errors.trim()}`)),
    );
  });
}
