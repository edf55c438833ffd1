import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, chown, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findNativePostgres } from './find.ts';

const run = promisify(execFile);

const START_TRIES = 6;
const RETRY_DELAY_MS = 500;
/** A Unix socket's path may have 107 bytes; the file in the folder needs 15 of them. */
const LONGEST_SOCKET_DIR = 90;

export type NativeServerOptions = {
  /** A folder of this server's own; made when missing, kept by `stop()` unless `ephemeral`. */
  dataDir: string;
  /** A free port of 127.0.0.1 is chosen when absent. */
  port?: number;
  /** false: several times quicker writes, and a power cut may lose the data. Default true. */
  fsync?: boolean;
  /** Stop the server and delete `dataDir` when this process ends, even by SIGKILL. Default false. */
  ephemeral?: boolean;
  /** More settings of postgresql.conf, e.g. `{ statement_timeout: '5s' }`. */
  settings?: Readonly<Record<string, string | number>>;
};

export type NativeServer = {
  /** The superuser's address, password included: for setting up only, the application never uses it. */
  url: string;
  port: number;
  stop(): Promise<void>;
};

type Owner = { uid?: number; gid?: number };
type Cluster = { binDir: string; root: string; data: string; socket: string; owner: Owner };

/**
 * Starts this machine's own PostgreSQL (15 or newer) on 127.0.0.1 over `dataDir`, which is
 * initialised when empty. As root the server runs as the system user `postgres`, since it
 * refuses to run as root. Only people with the password reach it.
 * Throws an Error that says what to install or change.
 */
export async function startNativePostgres(options: NativeServerOptions): Promise<NativeServer> {
  const found = await findNativePostgres();
  if (!found) {
    throw new Error(
      'No PostgreSQL 15 or newer was found: run `bash db/native/install.sh` on Debian 12, or install it with ' +
        'pgvector by your package manager.',
    );
  }
  const root = resolve(options.dataDir);
  const cluster: Cluster = {
    binDir: found.binDir,
    root,
    data: join(root, 'data'),
    socket: join(root, 'socket'),
    owner: await serverOwner(),
  };
  await makeFolders(cluster);
  const endGuard = options.ephemeral ? guard(cluster) : null;
  try {
    const password = await initialise(cluster);
    const port = await startOn(cluster, options);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      port,
      stop: endGuard ?? (() => stopServer(cluster)),
    };
  } catch (error) {
    await endGuard?.();
    throw error;
  }
}

/** The user that may run the server: oneself, or `postgres` when root. */
async function serverOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
    );
    return { uid, gid };
  } catch {
    throw new Error(
      'PostgreSQL does not run as root and this system has no user `postgres`: run this command as another user.',
    );
  }
}

async function makeFolders({ root, socket, owner }: Cluster): Promise<void> {
  for (const dir of [root, socket]) {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await chmod(dir, 0o700);
    if (owner.uid !== undefined && owner.gid !== undefined) await chown(dir, owner.uid, owner.gid);
  }
}

/** Makes the cluster if it is not there yet; returns the superuser's password. */
async function initialise(cluster: Cluster): Promise<string> {
  const { root, data, owner } = cluster;
  const passwordFile = join(root, 'password');
  if (await exists(join(data, 'PG_VERSION'))) return (await readFile(passwordFile, 'utf8')).trim();

  const password = randomBytes(18).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(passwordFile, owner.uid, owner.gid);
  try {
    await command(cluster, 'initdb', [
      '--pgdata',
      data,
      '--username',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C.UTF-8',
      '--no-instructions',
    ]);
    await appendFile(join(data, 'postgresql.conf'), "\ninclude = 'openhouse.conf'\n");
  } catch (error) {
    // A half-made cluster would be taken for a whole one at the next start.
    await rm(data, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not make its data folder in ${root}: choose a folder that its user can reach (not below ` +
        `another user's home).`,
      { cause: error },
    );
  }
  return password;
}

async function startOn(cluster: Cluster, options: NativeServerOptions): Promise<number> {
  const logFile = join(cluster.root, 'server.log');
  let lastError: unknown;
  for (let attempt = 1; attempt <= START_TRIES; attempt++) {
    // A free port may be taken by another between here and the start: a new one each time.
    const port = options.port ?? (await freePort());
    await writeFile(join(cluster.data, 'openhouse.conf'), configuration(cluster, port, options));
    try {
      await command(cluster, 'pg_ctl', [
        '--pgdata',
        cluster.data,
        '--log',
        logFile,
        '--wait',
        '--timeout',
        '60',
        'start',
      ]);
      return port;
    } catch (error) {
      // After a kill the old processes may still hold the folder for a moment.
      lastError = error;
      if (attempt < START_TRIES) await delay(RETRY_DELAY_MS);
    }
  }
  const log = await readFile(logFile, 'utf8').catch(() => '');
  throw new Error(
    `PostgreSQL did not start over ${cluster.root}; the end of its log says ` +
      `why:\n${log.split('\n').slice(-12).join('\n')}`,
    { cause: lastError },
  );
}

function configuration(cluster: Cluster, port: number, options: NativeServerOptions): string {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: Buffer.byteLength(cluster.socket) > LONGEST_SOCKET_DIR ? '' : cluster.socket,
    max_connections: 200,
    shared_buffers: '256MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    ...(options.fsync === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join('');
}

async function stopServer(cluster: Cluster): Promise<void> {
  if (!(await exists(join(cluster.data, 'postmaster.pid')))) return;
  await command(cluster, 'pg_ctl', ['--pgdata', cluster.data, '--mode', 'fast', '--wait', '--timeout', '60', 'stop']);
}

/**
 * Starts a small process of its own group that outlives this one, however this one ends: when
 * the pipe from here closes, it stops the server and deletes the folder. Returns what ends it.
 */
function guard(cluster: Cluster): () => Promise<void> {
  const script = 'cat >/dev/null; "$1" --pgdata "$2" --mode immediate --wait stop; cd /; rm -rf "$3"';
  const child = spawn('/bin/sh', ['-c', script, 'sh', join(cluster.binDir, 'pg_ctl'), cluster.data, cluster.root], {
    ...cluster.owner,
    cwd: cluster.root,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  child.unref();
  return async () => {
    child.ref();
    child.stdin.end();
    await ended;
    // The server's user may empty the folder but not always remove it from its parent.
    await rm(cluster.root, { recursive: true, force: true });
  };
}

/** Runs one of PostgreSQL's programs as the server's user, with its own language and no inherited PG* settings. */
async function command(cluster: Cluster, program: string, args: string[]): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  for (const name of Object.keys(env).filter((key) => key.startsWith('PG'))) delete env[name as keyof typeof env];
  // pg_ctl hands its output to the server, which would keep a pipe open: so a pipe only for initdb's errors.
  await new Promise<void>((done, reject) => {
    const quiet = program === 'pg_ctl';
    const child = spawn(join(cluster.binDir, program), args, {
      ...cluster.owner,
      cwd: cluster.root,
      env,
      stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'pipe'],
    });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? done() : reject(new Error(`${program} ended with ${code}. ${errors.trim()}`)),
    );
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, reject) => server.once('error', reject).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string')
    throw new Error('The system gave no free port on 127.0.0.1: close some programs and try again.');
  return address.port;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
