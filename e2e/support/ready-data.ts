import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';
import { staff } from './pilot.ts';
import { serverEnv, startServer } from './start-server.ts';

const CACHE = resolve('node_modules', '.cache', 'openhouse');

/** What decides how the seeded and ingested data look. */
const SOURCES = [
  'app/server/demo',
  'db/seed',
  'db/schema',
  'db/migrations',
  'db/row-level-security',
  'app/features/documents',
  'app/features/ingestion',
  'app/platform/embeddings',
  'app/platform/tokens.ts',
  'inngest',
  'e2e/support/pilot.ts',
  'e2e/support/ready-data.ts',
  'e2e/support/seed-neighbour.ts',
  'e2e/support/start-server.ts',
];
/** Parts of them that do not touch the data. */
const ELSEWHERE = /\.test\.tsx?$|\.spec\.ts$|\.tsx$|\/ui\//;

/** Milliseconds of a first start on a busy machine: build, seed, reading of every document with its scans. */
const DEADLINE = 800_000;

/**
 * A data folder with the pilot and the second tenant in place and every document read; nothing is running on it. Made
 * once (a minute or so), then kept under node_modules/.cache until something changes that it is made of, so that later
 * runs start in seconds.
 */
export async function readyDataFolder(): Promise<string> {
  const folder = join(CACHE, `e2e-${await fingerprint()}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const staging = await mkdtemp(join(CACHE, 'e2e-preparing-'));
  try {
    await prepare(staging);
    await rename(staging, folder).catch((error: unknown) => {
      // Another run was first: its folder is as good.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await removeOlder(folder);
  return folder;
}

async function prepare(dataDir: string): Promise<void> {
  process.stdout.write('Preparing the acceptance data once; later runs copy it.\n');
  const port = await freePort();
  await seedSecondTenant({ port, dataDir });
  const server = startServer({ port, dataDir });
  try {
    await Promise.race([
      everyDocumentRead(`http://127.0.0.1:${port}`),
      server.ended.then((code) => {
        throw new Error(
          `The application ended with code ${code} while the acceptance data were prepared; see its lines above.`,
        );
      }),
    ]);
  } finally {
    await server.stop();
  }
  await rm(join(dataDir, 'logs'), { recursive: true, force: true });
}

function seedSecondTenant(settings: { port: number; dataDir: string }): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['e2e/support/seed-neighbour.ts'], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: serverEnv(settings),
    });
    child.once('error', fail);
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`Seeding the second tenant ended with code ${code}; see its lines above.`)),
    );
  });
}

/**
 * The application is ready once the text of the pilot's documents is read; their scanned pages and the second tenant's
 * document are asked for by each one's developer.
 */
async function everyDocumentRead(origin: string): Promise<void> {
  await until(async () => (await fetch(`${origin}/readyz`)).ok);
  for (const who of ['neighbour', 'developer'] as const) {
    const session = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(staff(who)),
    });
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0];
    if (!session.ok || !cookie) throw new Error(`The ${who} cannot sign in (${session.status}).`);
    await until(async () => {
      const response = await fetch(`${origin}/api/documents?limit=100`, { headers: { Cookie: cookie } });
      const { items } = (await response.json()) as { items: { title: string; status: string; recognition: unknown }[] };
      const failed = items.find(({ status }) => status === 'failed');
      if (failed) throw new Error(`“${failed.title}” could not be read; see the log above.`);
      return items.length > 0 && items.every(({ status, recognition }) => status === 'ready' && recognition === null);
    }, 2_000);
  }
}

/** Asks again and again, `pauseMs` apart. */
async function until(holds: () => Promise<boolean>, pauseMs = 250): Promise<void> {
  const deadline = Date.now() + DEADLINE;
  while (Date.now() < deadline) {
    const good = await holds().catch((error: unknown) => {
      // Not listening yet.
      if (error instanceof TypeError) return false;
      throw error;
    });
    if (good) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`The acceptance data were not ready after ${DEADLINE / 1000} s.`);
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(source)) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(path: string): Promise<string[]> {
  if (/\.[a-z]+$/.test(path)) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !ELSEWHERE.test(file))
    .toSorted();
}

/** Folders made from earlier sources are of no more use. */
async function removeOlder(current: string): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const folder = join(CACHE, name);
    if (/^e2e-[0-9a-f]{16}$/.test(name) && folder !== current) await rm(folder, { recursive: true, force: true });
  }
}
