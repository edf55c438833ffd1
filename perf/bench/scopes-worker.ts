import '../harness/target/own-data-dir.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fillScale, HOUSE_TYPES, idOf, MODEL, seedScale, tenantOf } from '#db/bench/fill-scale.ts';
import type * as Client from '#db/client.ts';
import type * as Migrate from '#db/migrate.ts';
import type * as Passages from '#db/queries/retrieval/passages.ts';
import type * as Makers from '#db/scope-makers.ts';
import type * as Scope from '#db/scope.ts';
import { SCALE_PASSAGES, vectorBy, WORDS } from './scale-words.ts';

/*
 * Started by scopes.ts, one for each tree and kind of database: `node scopes-worker.ts <tree>`, with DATABASE_URL for
 * PostgreSQL and SUPERUSER_URL to fill it. It runs the tree's own db/.
 */

export type Asked = { what: 'look-up' | 'write' | 'search'; times: number };
/** Of each call; `cpu`: milliseconds of the processor in all, of this process and of its one backend. */
export type Taken = { milliseconds: number[]; cpu: number };

type Tree = {
  client: typeof Client;
  migrate: typeof Migrate;
  scope: typeof Scope;
  makers: typeof Makers;
  passages: typeof Passages;
};

const FILES: Record<keyof Tree, string> = {
  client: 'client.ts',
  migrate: 'migrate.ts',
  scope: 'scope.ts',
  makers: 'scope-makers.ts',
  passages: 'queries/retrieval/passages.ts',
};

async function load(folder: string): Promise<Tree> {
  const loaded = Object.entries(FILES).map(async ([name, file]) => [
    name,
    await import(pathToFileURL(join(folder, 'db', file)).href),
  ]);
  return Object.fromEntries((await Promise.all(loaded)) as [string, unknown][]) as Tree;
}

const folder = process.argv[2] ?? process.cwd();
const tree = await load(folder);
const { DATABASE_URL: databaseUrl, SUPERUSER_URL: superuserUrl } = process.env;
const database = await tree.client.connectDatabase(
  databaseUrl ? { databaseUrl, dataDir: 'unused', poolMax: 1 } : { dataDir: 'memory://' },
);
await tree.migrate.migrateDatabase(database, join(folder, 'db'));
if (superuserUrl) await seedScale(superuserUrl, 1, SCALE_PASSAGES);
else {
  const owner = await database.owner.connect();
  await fillScale(owner, 1, SCALE_PASSAGES);
  owner.release();
}

const ids = { tenantId: tenantOf(1), developmentId: idOf(2, 1), houseId: idOf(3, 1), homeownerId: idOf(4, 1) };
const staff = tree.makers.tenantScope(ids.tenantId, { kind: 'staff', userId: idOf(4, 2), email: 'a@b.example' });
const house = tree.makers.houseScope({
  ...ids,
  houseType: HOUSE_TYPES[0] ?? 'A',
  sessionId: idOf(3, 2),
  claimed: true,
  actor: { kind: 'homeowner', homeownerId: ids.homeownerId, houseId: ids.houseId },
});
const terms = [50, 250, 450].map((at) => {
  const word = `'${WORDS[at] ?? 'heat'}'`;
  return { query: word, headingQuery: `${word}:A`, weight: 1 };
});
const vector = vectorBy(7);
const { withScope } = tree.scope;

const WORK: Record<Asked['what'], () => Promise<unknown>> = {
  'look-up': () => withScope(house, (tx) => tree.passages.readLibraryVersion(tx, house), { readOnly: true }),
  write: () => withScope(staff, (tx) => tree.passages.readLibraryVersion(tx, house)),
  search: () =>
    withScope(house, (tx) => tree.passages.findPassages(tx, house, { terms, vector, model: MODEL, candidates: 40 }), {
      readOnly: true,
    }),
};

const backend = databaseUrl
  ? (await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid
  : undefined;

/** Linux counts a process's time in hundredths of a second. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  const fields = backend ? readFileSync(`/proc/${backend}/stat`, 'utf8').split(') ')[1]?.split(' ') : undefined;
  const ticks = fields ? Number(fields[11]) + Number(fields[12]) : 0;
  return (user + system) / 1000 + ticks * 10;
}

process.on('message', ({ what, times }: Asked) => {
  void (async () => {
    const milliseconds: number[] = [];
    const before = processorTime();
    for (let n = 0; n < times; n += 1) {
      const started = performance.now();
      await WORK[what]();
      milliseconds.push(performance.now() - started);
    }
    process.send?.({ milliseconds, cpu: processorTime() - before } satisfies Taken);
  })();
});
process.once('disconnect', () => void database.close());
process.send?.('ready');
