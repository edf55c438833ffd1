import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { endWith } from '../harness/end-with.ts';
import { cleanUpCrashedRuns, ProcessLedger } from '../harness/processes.ts';
import { readSearches } from '../harness/read-questions.ts';
import { distributionOf, type Distribution } from '../harness/report/percentiles.ts';
import { runHarness } from '../harness/run-harness.ts';
import { housesOf } from '../harness/target/open-target.ts';
import { CACHE, startOwnTarget, type OwnTarget } from '../harness/target/own-target.ts';
import { signInDeveloper } from '../harness/target/sign-in-developer.ts';
import type { LoadHouse } from '../lib/load-input.ts';
import { inOwnWords } from '../lib/speed-questions.ts';

/*
 * `npm run bench:first-answers -- [--database native|embedded]`: what an answer takes to a question that nobody asked
 * before, without a language model, while 20 owners ask and read. p95 is to be 150 ms at most. Where the time goes is
 * read from what is kept of each answer (H6). Two minutes, the first time more for seeding; writes
 * reports/bench/first-answers.json. Exit code 0 when the goal is met, 99 when not.
 */

const OWNERS = 20;
/** Each reads an answer for so long before asking on, milliseconds; not all at the same time. */
const READS_MS = 2_000;
/** Questions of each; the first `WARMING` fill what a process fills once (examples, word counts) and do not count. */
const ASKS = 12;
const WARMING = 2;
const GOAL_MS = 150;
/** The pilot has as many houses as owners are wanted, and each may ask 30 times a minute. */
const EXTRA_HOUSES = 0;
const REPORTS = join('reports', 'bench');
const tell = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { database: { type: 'string', default: 'native' } } });
  const database = values.database === 'embedded' ? 'embedded' : 'native';
  const runs = join(CACHE, 'runs');
  for (const ended of await cleanUpCrashedRuns(runs)) tell(`Ended what a crashed run had left: ${ended}.`);
  const runFolder = join(runs, `first-answers-${process.pid}`);
  const ledger = new ProcessLedger(runFolder);
  const signals = endWith(ledger, runFolder, tell);
  try {
    await mkdir(runFolder, { recursive: true });
    const options = { databaseUrl: undefined, extraHouses: EXTRA_HOUSES, runFolder, ledger, tell };
    const own = await startOwnTarget({ database, ...options });
    const houses = (await housesOf(own, EXTRA_HOUSES)).slice(0, OWNERS);
    const load = loadavg()[0] ?? 0;
    const took = await askAll(own.baseUrl, houses, await readSearches());
    const all = distributionOf(took);
    if (!all) throw new Error('Not one answer came: look at what the server said.');
    return await report({ database, load, all, stages: await readStages(own, took.length) });
  } finally {
    if (signals.came()) await new Promise(() => {});
    await ledger.stopAll();
    signals.forget();
    await rm(runFolder, { recursive: true, force: true });
  }
}

/** Milliseconds of each counted answer, on its asker's clock. */
async function askAll(baseUrl: string, houses: readonly LoadHouse[], searches: readonly string[]): Promise<number[]> {
  const took: number[] = [];
  let asked = 0;
  await Promise.all(
    houses.map(async (house, owner) => {
      await delay((owner * READS_MS) / houses.length);
      for (let ask = 0; ask < ASKS; ask += 1) {
        const started = performance.now();
        await askOne(baseUrl, house, inOwnWords(searches, asked++));
        if (ask >= WARMING) took.push(performance.now() - started);
        await delay(READS_MS);
      }
    }),
  );
  return took;
}

async function askOne(baseUrl: string, house: LoadHouse, message: string): Promise<void> {
  const { development_id, house_id, token } = house;
  const response = await fetch(`${baseUrl}/api/chat`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ message, context: { development_id, house_id } }),
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`POST /api/chat answers ${response.status} to “${message}”.`);
}

type Kept = { why: { stages: { name: string; ms: number }[]; kept: boolean } | null };

/** What each stage took in the latest answers, at most 100 of them. */
async function readStages(own: OwnTarget, count: number): Promise<[name: string, figures: Distribution][]> {
  const admin = own.signIns.find(({ role }) => role === 'admin');
  const cookie = admin ? await signInDeveloper(own.baseUrl, admin) : null;
  if (!cookie) throw new Error('The seeded admin could not sign in: look at what POST /api/session answers.');
  const read = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${own.baseUrl}${path}`, { headers: { Cookie: cookie } });
    if (response.status !== 200) throw new Error(`GET ${path} answers ${response.status}.`);
    return (await response.json()) as T;
  };
  const list = await read<{ items: { id: string }[] }>(`/api/admin/rag?limit=${Math.min(100, count)}`);
  const stages = new Map<string, number[]>();
  for (const { id } of list.items) {
    const { why } = await read<Kept>(`/api/admin/rag/${id}`);
    if (!why || why.kept) continue;
    for (const { name, ms } of why.stages) stages.set(name, [...(stages.get(name) ?? []), ms]);
  }
  return [...stages].map(([name, values]) => [name, distributionOf(values)!]);
}

async function report(run: {
  database: string;
  load: number;
  all: Distribution;
  stages: [name: string, figures: Distribution][];
}): Promise<number> {
  const { database, load, all, stages } = run;
  const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD']).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
  const machine = { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, loadAverage: load };
  const passed = all.p95 <= GOAL_MS;
  await mkdir(REPORTS, { recursive: true });
  const result = { suite: 'bench/first-answers', at: new Date().toISOString(), commit, machine, database, all, stages };
  await writeFile(join(REPORTS, 'first-answers.json'), `${JSON.stringify(result, null, 2)}\n`);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const lines = [
    `${machine.cores} × ${machine.cpu}, ${database} database, commit ${commit}, load average ${load.toFixed(2)} before`,
    `${passed ? 'met    ' : 'NOT MET'}  first answers of ${OWNERS} owners: p95 at most ${GOAL_MS} ms: ` +
      `p50 ${ms(all.p50)}, p95 ${ms(all.p95)}, longest ${ms(all.max)} of ${all.count}`,
    ...stages.map(([name, { p50, p95 }]) => `         ${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return passed ? 0 : 99;
}

await runHarness(main);
