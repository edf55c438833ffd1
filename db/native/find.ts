import { execFile } from 'node:child_process';
import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The oldest PostgreSQL and pgvector that the application supports. */
const OLDEST_POSTGRES = 15;
const OLDEST_VECTOR = [0, 8] as const;

/** Where systems keep PostgreSQL's programs when they are not on the PATH. */
const VERSIONED_PARENTS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];
const VERSIONED_NAME = /^(?:postgresql@)?\d+$/;

export type NativePostgres = { binDir: string; major: number; hasVector: boolean };

/**
 * Finds PostgreSQL's server programs on this machine, version 15 or newer: of several,
 * one with pgvector 0.8 or newer before one without, then the newest. Null when there is none.
 */
export async function findNativePostgres(): Promise<NativePostgres | null> {
  const found = await Promise.all((await candidateBinDirs()).map(inspect));
  const usable = found.filter((one) => one !== null);
  usable.sort((a, b) => Number(b.hasVector) - Number(a.hasVector) || b.major - a.major);
  return usable[0] ?? null;
}

async function candidateBinDirs(): Promise<string[]> {
  const dirs = new Set<string>();
  for (const parent of VERSIONED_PARENTS) {
    const names = await readdir(parent).catch(() => []);
    for (const name of names.filter((n) => VERSIONED_NAME.test(n))) dirs.add(join(parent, name, 'bin'));
  }
  const onPath = await run('pg_config', ['--bindir']).catch(() => null);
  if (onPath) dirs.add(onPath.stdout.trim());
  return [...dirs];
}

async function inspect(binDir: string): Promise<NativePostgres | null> {
  try {
    await Promise.all(['initdb', 'pg_ctl', 'postgres'].map((name) => access(join(binDir, name))));
    const { stdout } = await run(join(binDir, 'postgres'), ['--version']);
    const major = Number(/\s(\d+)(?:\.|\s|[a-z])/.exec(stdout)?.[1]);
    if (!(major >= OLDEST_POSTGRES)) return null;
    return { binDir, major, hasVector: await hasVector(binDir) };
  } catch {
    return null;
  }
}

async function hasVector(binDir: string): Promise<boolean> {
  try {
    const { stdout } = await run(join(binDir, 'pg_config'), ['--sharedir']);
    const control = await readFile(join(stdout.trim(), 'extension', 'vector.control'), 'utf8');
    const version = /default_version\s*=\s*'(\d+)\.(\d+)/.exec(control);
    if (!version) return false;
    const [major, minor] = [Number(version[1]), Number(version[2])];
    return major > OLDEST_VECTOR[0] || (major === OLDEST_VECTOR[0] && minor >= OLDEST_VECTOR[1]);
  } catch {
    return false;
  }
}
