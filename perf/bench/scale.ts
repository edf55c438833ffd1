import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase, withDatabase } from '#db/bench/create-database.ts';
import { PASSAGES_A_DEVELOPMENT, seedScale } from '#db/bench/fill-scale.ts';
import { connectDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { provisionDatabase } from '#db/native/provision.ts';
import { startNativePostgres } from '#db/native/server.ts';
import { answerOf } from '../harness/answer-of.ts';
import { runHarness } from '../harness/run-harness.ts';
import { distributionOf } from '../harness/report/percentiles.ts';
import { SCALE_PASSAGES } from './scale-words.ts';
import type { Block, Measured, Preparation } from './scale-worker.ts';

/*
 * `npm run bench:scale -- [--small 10] [--large 1000] [--rounds 6] [--searches 300] [--hold]`: what search costs on 10
 * developments of a thousand passages and on 1,000 (goal: p95 at most 1.3 times). A native
 * PostgreSQL of its own holds both databases; blocks of searches go to the one and the other in turn. `--hold` leaves
 * the server running until the process is interrupted, to look at plans. Takes six minutes, 8 GB of disk and of memory;
 * writes reports/bench/scale.json; exit code 1 above the goal.
 */

const { values } = parseArgs({
  options: {
    small: { type: 'string', default: '10' },
    large: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '6' },
    searches: { type: 'string', default: '300' },
    hold: { type: 'boolean', default: false },
  },
});
const GOAL = 1.3;
const CONCURRENCY = 10;
/** As an operator would size it: both databases fit into memory. */
const SETTINGS = {
  shared_buffers: '7GB',
  maintenance_work_mem: '512MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '8GB',
  autovacuum: 'off',
};
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'openhouse-scale-')));
  const server = await startNativePostgres({ dataDir: folder, fsync: false, ephemeral: true, settings: SETTINGS });
  const workers: ChildProcess[] = [];
  try {
    const owner = await provisionDatabase(server.url);
    const databases = [];
    for (const developments of [Number(values.small), Number(values.large)]) {
      const name = `scale_${developments}`;
      const url = await prepare({ owner, superuser: server.url }, name, developments);
      const worker = fork(join(import.meta.dirname, 'scale-worker.ts'), { env: { ...process.env, DATABASE_URL: url } });
      workers.push(worker);
      await answerOf(worker, 'search worker');
      await ask(worker, { prepare: developments });
      databases.push({ developments, worker, ...emptyTimes() });
    }
    const rounds = Number(values.rounds);
    for (let round = 0; round <= rounds; round += 1) {
      for (const database of round % 2 === 0 ? databases : databases.toReversed()) {
        const searches = Number(values.searches);
        const measured = await ask(database.worker, {
          first: 1 + round * searches,
          searches,
          developments: database.developments,
          concurrency: CONCURRENCY,
          limit: 25,
        });
        if (measured.items === 0) throw new Error('The searches found nothing: look at what scale-seed.ts makes.');
        if (round === 0) continue; // warms both
        database.milliseconds.push(...measured.milliseconds);
        database.vocabulary.push(...measured.vocabulary);
        database.p95s.push(distributionOf(measured.milliseconds)?.p95 ?? 0);
      }
    }
    const [small, large] = databases.map(figuresOf);
    if (!small || !large) throw new Error('Two databases are compared.');
    const passed = report(small, large);
    if (values.hold) {
      say(`Held: ${server.url}`);
      await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
    }
    return passed ? 0 : 1;
  } finally {
    for (const worker of workers) worker.kill();
    await server.stop();
  }
}

type Times = { milliseconds: number[]; vocabulary: number[]; p95s: number[] };
const emptyTimes = (): Times => ({ milliseconds: [], vocabulary: [], p95s: [] });

function figuresOf({ developments, milliseconds, vocabulary, p95s }: Times & { developments: number }) {
  const search = distributionOf(milliseconds);
  if (!search) throw new Error('Nothing was measured: give --rounds and --searches of at least 1.');
  const passages = developments * PASSAGES_A_DEVELOPMENT;
  return { developments, passages, search, vocabulary: distributionOf(vocabulary), p95s };
}

/** Says and writes down what was measured; is the goal met? */
function report(small: ReturnType<typeof figuresOf>, large: ReturnType<typeof figuresOf>): boolean {
  const ratio = { p50: large.search.p50 / small.search.p50, p95: large.search.p95 / small.search.p95 };
  for (const { developments, passages, search, vocabulary, p95s } of [small, large]) {
    say(
      `${developments} developments, ${passages} passages: p50 ${search.p50.toFixed(1)} ms, p95 ` +
        `${search.p95.toFixed(1)} ms (by round ${p95s.map((value) => value.toFixed(0)).join(', ')}); vocabulary ` +
        `alone p50 ${vocabulary?.p50.toFixed(1)} ms`,
    );
  }
  say(`ratio p50 ${ratio.p50.toFixed(2)}, p95 ${ratio.p95.toFixed(2)} (goal: at most ${GOAL})`);
  const passed = ratio.p95 <= GOAL;
  mkdirSync('reports/bench', { recursive: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`;
  const result = {
    suite: 'bench/scale',
    at: new Date().toISOString(),
    machine,
    settings: SETTINGS,
    concurrency: CONCURRENCY,
    small,
    large,
    ratio,
    goal: GOAL,
    passed,
  };
  writeFileSync('reports/bench/scale.json', `${JSON.stringify(result, null, 2)}\n`);
  return passed;
}

/** A migrated and seeded database of the owner's; returns its address. */
async function prepare(
  { owner, superuser }: { owner: string; superuser: string },
  name: string,
  developments: number,
): Promise<string> {
  const started = performance.now();
  const url = await createDatabase(owner, name);
  const database = await connectDatabase({ databaseUrl: url, dataDir: 'unused', poolMax: 1 });
  await migrateDatabase(database);
  await database.close();
  await seedScale(withDatabase(superuser, name), developments, SCALE_PASSAGES);
  say(`${name} is filled after ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return url;
}

async function ask(worker: ChildProcess, block: Block | Preparation): Promise<Measured> {
  worker.send(block);
  const answer = await answerOf<Measured | { error: string }>(worker, 'search worker');
  if ('error' in answer) throw new Error(`The searches failed: ${answer.error}`);
  return answer;
}

await runHarness(main);
