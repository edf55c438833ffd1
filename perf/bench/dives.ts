import '../harness/target/own-data-dir.ts';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { v7 } from 'uuid';
import { finishRollUp, planRollUp, rollUpDays } from '#app/features/insights/roll-up-analytics.server.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { loader as documentsDive } from '#app/routes/api.analytics.documents.ts';
import { loader as handoverDive } from '#app/routes/api.analytics.handover.ts';
import { loader as jobsDive } from '#app/routes/api.analytics.jobs.ts';
import { loader as overview } from '#app/routes/api.analytics.overview.ts';
import { loader as ownersDive } from '#app/routes/api.analytics.owners.ts';
import { loader as byDay } from '#app/routes/api.analytics.questions-by-day.ts';
import { loader as questionsDive } from '#app/routes/api.analytics.questions.ts';
import { loader as documents } from '#app/routes/api.documents._index.ts';
import { loader as homeowners } from '#app/routes/api.homeowners.ts';
import { loader as units } from '#app/routes/api.units.ts';
import { openDatabase } from '#app/server/open-database.ts';
import { createDatabase, withDatabase } from '#db/bench/create-database.ts';
import { planOfSlowest } from '#db/bench/plan-of-slowest.ts';
import {
  addManagerSession,
  DIVES_DEVELOPMENT,
  DIVES_TENANT,
  fillDives,
  renewFigures,
  vacuum,
} from '#db/bench/fill-dives.ts';
import { connectDatabase, type Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { provisionDatabase } from '#db/native/provision.ts';
import { startNativePostgres } from '#db/native/server.ts';
import { jobScope } from '#db/scope-makers.ts';
import { distributionOf } from '../harness/report/percentiles.ts';
import { runHarness } from '../harness/run-harness.ts';

/*
 * `npm run bench:dives -- [--developments 200] [--houses 300] [--questions 8] [--times 20]`: what the builder's deep
 * dives, overview and main lists cost one builder of so many developments and houses with a year of events (G4: p95
 * under 2 s), on a native PostgreSQL of its own. Each is asked `--times` times without the help of its cache, one after
 * the other, through its route with its guard, and once more from the cache. Says the plan of each one's slowest
 * statement; writes reports/bench/dives.json; exit code 1 above the goal. Some ten minutes, most of them filling.
 */

const { values } = parseArgs({
  options: {
    developments: { type: 'string', default: '200' },
    houses: { type: 'string', default: '300' },
    questions: { type: 'string', default: '8' },
    times: { type: 'string', default: '20' },
  },
});
const GOAL_MS = 2_000;
const SETTINGS = { shared_buffers: '1GB', maintenance_work_mem: '256MB', wal_level: 'minimal', max_wal_senders: 0 };
const say = (line: string) => process.stdout.write(`${line}\n`);

type Loader = typeof overview;
type Asked = { name: string; loader: Loader; query: Record<string, string>; cached: boolean };

/** Days beside each other; with one development; and the lists as their first page. */
const ASKED: Asked[] = [
  { name: 'overview, 30 days', loader: overview, query: daysBack(30), cached: true },
  { name: 'days of the overview, 90 days', loader: byDay, query: daysBack(90), cached: true },
  ...Object.entries({
    questions: questionsDive,
    documents: documentsDive,
    owners: ownersDive,
    jobs: jobsDive,
    handover: handoverDive,
  }).flatMap(([name, loader]): Asked[] => [
    { name: `${name}, 30 days`, loader, query: { days: '30' }, cached: true },
    { name: `${name}, 90 days`, loader, query: { days: '90' }, cached: true },
    { name: `${name}, 366 days`, loader, query: daysBack(366), cached: true },
    {
      name: `${name}, 30 days of one development`,
      loader,
      query: { days: '30', development_id: DIVES_DEVELOPMENT },
      cached: true,
    },
  ]),
  { name: 'houses', loader: units, query: {}, cached: false },
  { name: 'homeowners', loader: homeowners, query: {}, cached: false },
  { name: 'documents', loader: documents, query: {}, cached: false },
];

function daysBack(days: number): { from: string; to: string } {
  const day = (age: number) => new Date(Date.now() - age * 86_400_000).toISOString().slice(0, 10);
  return { from: day(days - 1), to: day(0) };
}

async function main(): Promise<number> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'openhouse-dives-')));
  const server = await startNativePostgres({ dataDir: folder, fsync: false, ephemeral: true, settings: SETTINGS });
  let database: Database | undefined;
  try {
    const url = await createDatabase(await provisionDatabase(server.url), 'dives');
    const migrating = await connectDatabase({ databaseUrl: url, dataDir: 'unused', poolMax: 1 });
    await migrateDatabase(migrating);
    await migrating.close();
    const superuser = withDatabase(server.url, 'dives');
    const size = {
      developments: Number(values.developments),
      housesADevelopment: Number(values.houses),
      questionsAHouse: Number(values.questions),
    };
    await fillDives(superuser, size, say);
    const token = randomToken();
    await addManagerSession(superuser, hashToken(token));
    database = await openDatabase({ databaseUrl: url, dataDir: 'unused', poolMax: 10 });
    await rollUp();
    await vacuum(superuser);
    const results = [];
    for (const asked of ASKED) results.push(await measure(asked, `staff_session=${token}`, database, superuser));
    return report(size, results) ? 0 : 1;
  } finally {
    await database?.close();
    await server.stop();
  }
}

/** As the hourly job does it, the first time: every day of the year. */
async function rollUp(): Promise<void> {
  const scope = jobScope('bench', DIVES_TENANT);
  const started = performance.now();
  const plan = await planRollUp(scope);
  let days = 0;
  for (const step of plan.steps) days += await rollUpDays(scope, v7(), step, 0);
  await finishRollUp(scope, plan);
  say(`rolled up ${days} days in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function measure(asked: Asked, cookie: string, database: Database, superuser: string) {
  const { name, loader, query, cached } = asked;
  let bytes = 0;
  const ask = async (more: Record<string, string> = {}) => {
    const params = new URLSearchParams({ ...query, ...more });
    const request = new Request(`http://localhost/api/x?${params}`, { headers: { Cookie: cookie } });
    const started = performance.now();
    const response = await loader({ request, params: {}, context: {} });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${name} answered ${response.status}: ${text.slice(0, 300)}`);
    bytes = Buffer.byteLength(text);
    return performance.now() - started;
  };
  const milliseconds: number[] = [];
  for (let time = 0; time < Number(values.times); time += 1) {
    // As a question or a claim would: another version of the figures, for which nothing is cached.
    await renewFigures(superuser);
    milliseconds.push(await ask());
  }
  const fromCache = cached ? await ask() : null;
  await renewFigures(superuser);
  const slowest = await planOfSlowest(database, async () => void (await ask()));
  const taken = distributionOf(milliseconds);
  if (!taken) throw new Error('Nothing was measured: give --times of at least 1.');
  say(
    `${name}: p50 ${taken.p50.toFixed(0)} ms, p95 ${taken.p95.toFixed(0)} ms, ` +
      `${fromCache === null ? '' : `from the cache ${fromCache.toFixed(1)} ms, `}${(bytes / 1024).toFixed(1)} KB`,
  );
  return { name, taken, fromCache, bytes, slowest };
}

function report(size: object, results: Awaited<ReturnType<typeof measure>>[]): boolean {
  const dearest = results.toSorted((a, b) => b.taken.p95 - a.taken.p95);
  for (const { name, slowest } of dearest.slice(0, 5))
    say(`\n${name}: ${slowest.milliseconds.toFixed(0)} ms of it in\n${slowest.text}\n${slowest.plan}`);
  const passed = results.every(({ taken }) => taken.p95 < GOAL_MS);
  mkdirSync('reports/bench', { recursive: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`;
  const said = { suite: 'bench/dives', at: new Date().toISOString(), machine, load: loadavg(), settings: SETTINGS };
  const result = { ...said, size, results, goal_ms: GOAL_MS, passed };
  writeFileSync('reports/bench/dives.json', `${JSON.stringify(result, null, 2)}\n`);
  say(`p95 under ${GOAL_MS} ms: ${passed ? 'yes' : 'no'}; load of the machine ${loadavg()[0]?.toFixed(1)}`);
  return passed;
}

await runHarness(main);
