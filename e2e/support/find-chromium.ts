import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium as playwright } from 'playwright';

const run = promisify(execFile);

export type FoundChromium = {
  executablePath: string;
  args: string[];
  source: 'playwright' | 'system' | 'package';
};

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SYSTEM_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** No traffic that no test asked for, beyond what Playwright switches off by itself. */
const QUIET_ARGS = ['--disable-domain-reliability', '--disable-quic', '--no-pings'];

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/openhouse/', import.meta.url));

/**
 * Finds a Chromium for Playwright's `launch({ executablePath, args })`, in this order: `CHROMIUM_BIN`,
 * Playwright's own download, the system's Chromium or Chrome, the one inside the npm package
 * `@sparticuz/chromium` (Linux x64, unpacked once into `node_modules/.cache`). Give `launch` no
 * `channel` beside it. Throws an Error that says how to get a browser.
 */
export async function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<FoundChromium> {
  const args = [...QUIET_ARGS, ...sandboxArgs()];
  const named = env['CHROMIUM_BIN'];
  if (named) {
    if (await isExecutable(named)) return { executablePath: named, args, source: 'system' };
    throw new Error(`CHROMIUM_BIN names ${named}, which is no program that can be run: correct or unset it.`);
  }
  const own = playwright.executablePath();
  if (await isExecutable(own)) return { executablePath: own, args, source: 'playwright' };

  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [...SYSTEM_NAMES.flatMap((name) => onPath.map((dir) => join(dir, name))), ...SYSTEM_APPS];
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return { executablePath: candidate, args, source: 'system' };
  }
  return { executablePath: await unpackPackage(), args, source: 'package' };
}

/** Chromium's sandbox refuses root; every page of these tests is our own. */
function sandboxArgs(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Unpacks the package's browser once and returns a start script. The package means its files for
 * a cloud function: it unpacks into the temp folder, where two processes at once would run half a
 * browser, and its font settings name folders that exist only there. So it unpacks here into a
 * folder of its own, which takes its final name when it is whole.
 */
async function unpackPackage(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chromium was found: run `npx playwright install chromium`, or set CHROMIUM_BIN to a Chromium or Chrome.',
    );
  }
  const home = join(CACHE, `chromium-${await packageVersion()}`);
  const start = join(home, 'start.sh');
  if (await isExecutable(start)) return start;

  await mkdir(CACHE, { recursive: true });
  const staging = await mkdtemp(join(CACHE, 'unpacking-'));
  try {
    // A process of its own: where to unpack, and whether to unpack the libraries that a bare
    // system lacks, the package reads from the environment when it is loaded.
    const script = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()";
    await run(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: dirname(fileURLToPath(import.meta.url)),
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    // Any user may run what the one who came first unpacked.
    await Promise.all([staging, join(staging, 'chromium')].map((path) => chmod(path, 0o755)));
    await writeFile(join(staging, 'fonts.conf'), fontSettings(home));
    await writeFile(join(staging, 'start.sh'), START_SCRIPT, { mode: 0o755 });
    await rename(staging, home).catch(async (error: unknown) => {
      // Another process was first: its folder is as good.
      if (!(await isExecutable(start))) throw error;
    });
  } catch (cause) {
    throw new Error(
      'The browser inside @sparticuz/chromium could not be unpacked (it needs 220 MB): free some space, run `npm ' +
        'ci` again, or set CHROMIUM_BIN to a Chromium.',
      { cause },
    );
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return start;
}

/** Adds the package's font to the system's, so that a machine without fonts still draws text. */
function fontSettings(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${home}/fonts/fonts</dir>
  <cachedir>${home}/font-cache</cachedir>
</fontconfig>
`;
}

/** The package's own libraries only where the system lacks one, since the system's are kept patched. */
const START_SCRIPT = `#!/bin/sh
here=$(dirname "$0")
export FONTCONFIG_FILE="$here/fonts.conf"
case "$(ldd "$here/chromium" 2>&1)" in
  *"not found"*) export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" ;;
esac
exec "$here/chromium" "$@"
`;

async function packageVersion(): Promise<string> {
  try {
    const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
    const text = await readFile(join(entry, '../../../package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  } catch (cause) {
    throw new Error(
      'No Chromium was found: run `npm ci`, which brings one, or set CHROMIUM_BIN to a Chromium or Chrome.',
      { cause },
    );
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
