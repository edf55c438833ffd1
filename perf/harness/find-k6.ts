import { execFile, spawn } from 'node:child_process';
import { access, constants, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const MODULE_DIR = fileURLToPath(new URL('../k6/', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/openhouse/', import.meta.url));
const OLDEST_GO = [1, 25] as const;
const PROGRAM = process.platform === 'win32' ? 'k6.exe' : 'k6';

type Environment = Readonly<Record<string, string | undefined>>;

export type FindK6Options = {
  env?: Environment;
  /** Told, once, that a build of some minutes begins. */
  onProgress?: (line: string) => void;
};

/**
 * Finds k6 2.x, in this order: `K6_BIN`, the PATH, the build kept in `node_modules/.cache`, a build
 * made there now from the pinned module `perf/k6` when Go 1.25 or newer is at hand (1–3 minutes, once).
 * A k6 1.x on the PATH is passed over: it does not run these scenarios. Returns the program's path;
 * throws an Error of one sentence that names what to run.
 */
export async function findK6(options: FindK6Options = {}): Promise<string> {
  const env = options.env ?? process.env;
  const onProgress = options.onProgress ?? ((line) => process.stderr.write(`${line}\n`));
  const named = env['K6_BIN'];
  if (named) {
    if (await isUsableK6(named)) return named;
    throw new Error(`K6_BIN names ${named}, which is not k6 2.x: correct or unset it.`);
  }
  for (const dir of (env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const candidate = join(dir, PROGRAM);
    if (await isUsableK6(candidate)) return candidate;
  }
  const version = await pinnedVersion();
  const built = join(CACHE, `k6-${version}`, PROGRAM);
  if (await isUsableK6(built)) return built;
  if (!(await hasGo(env))) {
    throw new Error(
      `k6 was not found and there is no Go 1.25 or newer to build it: run \`brew install k6\` on macOS, or ` +
        `elsewhere install Go and run \`cd perf/k6 && go build -o ${built} .\`, or set K6_BIN to a k6 2.x.`,
    );
  }
  onProgress(`Building k6 ${version} from perf/k6, once; this takes 1–3 minutes …`);
  await build(built, env);
  return built;
}

async function isUsableK6(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await run(path, ['version']);
    return /^k6(?:\.exe)? v([2-9]|\d{2,})\./.test(stdout);
  } catch {
    return false;
  }
}

async function pinnedVersion(): Promise<string> {
  const version = /^require go\.k6\.io\/k6\/v2 v(\S+)/m.exec(await readFile(join(MODULE_DIR, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined)
    throw new Error(
      'perf/k6/go.mod pins no version of go.k6.io/k6/v2: restore its `require` line from version control.',
    );
  return version;
}

async function hasGo(env: Environment): Promise<boolean> {
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'], { env: { ...process.env, ...env, GOTOOLCHAIN: 'local' } });
    const [major, minor] = (/^go(\d+)\.(\d+)/.exec(stdout)?.slice(1) ?? []).map(Number);
    if (major === undefined || minor === undefined) return false;
    return major > OLDEST_GO[0] || (major === OLDEST_GO[0] && minor >= OLDEST_GO[1]);
  } catch {
    return false;
  }
}

/** Builds beside the final name and renames, so that no one ever runs half a program. */
async function build(target: string, env: Environment): Promise<void> {
  await mkdir(join(target, '..'), { recursive: true });
  const unfinished = `${target}.${process.pid}`;
  try {
    await new Promise<void>((done, reject) => {
      const args = ['build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags=-s -w', '-o', unfinished, '.'];
      const child = spawn('go', args, {
        cwd: MODULE_DIR,
        env: { ...process.env, ...env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let errors = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
      child.once('error', reject);
      child.once('close', (code) =>
        code === 0 ? done() : reject(new Error(errors.trim().split('\n').slice(-5).join('\n'))),
      );
    });
    await rename(unfinished, target);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `k6 could not be built: check that Go reaches its module proxy and run \`cd perf/k6 && go build -o ` +
        `${target} .\`, or set K6_BIN to a k6 2.x. Go said: ${reason}`,
      { cause },
    );
  } finally {
    await rm(unfinished, { force: true });
  }
}
