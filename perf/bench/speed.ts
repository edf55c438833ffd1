import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import PQueue from 'p-queue';
import { decodeJwt } from 'jose';
import { PILOT_TENANT } from '#db/seed/longview/houses.ts';
import { answerOf } from '../harness/answer-of.ts';
import { cleanEnvironment } from '../harness/target/clean-environment.ts';
import { endWith } from '../harness/end-with.ts';
import { findK6 } from '../harness/find-k6.ts';
import { housesOf } from '../harness/target/open-target.ts';
import { freePort } from '../../e2e/support/free-port.ts';
import { CACHE, startOwnTarget, type OwnTarget } from '../harness/target/own-target.ts';
import { cleanUpCrashedRuns, ProcessLedger } from '../harness/processes.ts';
import { readChatQuestions, readSearches } from '../harness/read-questions.ts';
import { runHarness } from '../harness/run-harness.ts';
import { runK6 } from '../harness/run-k6.ts';
import { signInDeveloper } from '../harness/target/sign-in-developer.ts';
import { writeUploadFile } from '../harness/write-upload.ts';
import type { LoadHouse } from '../lib/load-input.ts';
import { WARM_LIMIT } from '../lib/speed-questions.ts';
import { digestProfile, startProfile, type Digest } from './cpu-profile.ts';
import {
  measureChat,
  measureCold,
  measureOnboarding,
  measurePage,
  measureSearch,
  measureUploads,
  type Bench,
} from './speed-parts.ts';
import { LOAD, PARTS, type Part } from './speed-settings.ts';
import { besides, speedVerdicts, type Figures } from './speed-verdicts.ts';
import type { SqlAnswer, SqlRequest } from './speed-worker.ts';
import { startTrivialApp } from './trivial-app.ts';
import { MemoryWatch } from './watch-memory.ts';

/*
 * `npm run bench:speed -- [--only search,chat,onboarding,page,uploads] [--profile <part>|all]`: the goals of speed,
 * on native PostgreSQL with k6 on the same machine, each a ratio inside this one run. The chat
 * model is a stub that answers at once. Six minutes, the first time two more for seeding. Writes
 * reports/bench/speed.json; with --profile also the server's CPU profile of that part (which slows it a little). Exit
 * code 0 when every goal is met, 99 when one is not, 1 when something could not be measured.
 */

const EXTRA_HOUSES = 200;
const REPORTS = join('reports', 'bench');
/** As app/server/start.ts gives the server. */
const SERVER_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=30', '--max-old-space-size=256'];
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const exec = promisify(execFile);

type Running = { own: OwnTarget; houses: LoadHouse[] };

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, profile: { type: 'string' } } });
  const parts = partsOf('--only', values.only) ?? [...PARTS];
  const profiled = values.profile === 'all' ? [...PARTS] : (partsOf('--profile', values.profile) ?? []);
  const k6 = await findK6();
  const runs = join(CACHE, 'runs');
  for (const ended of await cleanUpCrashedRuns(runs)) tell(`Ended what a crashed run had left: ${ended}.`);
  const runFolder = join(runs, `speed-${process.pid}`);
  const ledger = new ProcessLedger(runFolder);
  const signals = endWith(ledger, runFolder, tell);
  const startedAt = new Date().toISOString();
  const loadBefore = loadavg()[0] ?? 0;
  try {
    const stubUrl = await startStub(ledger);
    const inspectPort = profiled.length > 0 ? await freePort() : undefined;
    const server = await start(runFolder, ledger, {
      OPENAI_BASE_URL: stubUrl,
      OPENAI_CHAT_MODEL: 'stub',
      ...(inspectPort ? { NODE_OPTIONS: `--inspect-port=127.0.0.1:${inspectPort}` } : {}),
    });
    const watch = new MemoryWatch({ web: server.own.server.pid!, database: server.own.databasePid });
    watch.start();
    await delay(3_000);
    const figures: Figures = { memory: { idle: watch.take(), peaks: {} } };
    const profiles: Partial<Record<Part, Digest>> = {};
    const searches = await readSearches();
    const bench = await openBench({ k6, runFolder, ledger, server, searches });
    const work: Record<Part, () => Promise<void>> = {
      search: async () => {
        await bench.prepareSearch();
        figures.search = await measureSearch(bench);
      },
      chat: async () => void (figures.chat = await measureChat(bench)),
      onboarding: async () => void (figures.onboarding = await measureOnboarding(bench)),
      page: async () => {
        const trivial = await startTrivialApp({
          cache: join('node_modules', '.cache', 'openhouse'),
          flags: SERVER_FLAGS,
          ledger,
        });
        figures.page = await measurePage(bench, trivial.baseUrl);
      },
      uploads: async () =>
        void (figures.uploads = await measureUploads(bench, await prepareUpload(server.own, runFolder))),
    };
    for (const part of parts) {
      tell(`Measuring ${part} … (load average ${(loadavg()[0] ?? 0).toFixed(2)})`);
      const inspected = profiled.includes(part) ? inspectPort : undefined;
      const digest = await profiling(part, server, inspected, work[part]);
      if (digest) profiles[part] = digest;
      figures.memory!.peaks[part] = watch.take();
    }
    watch.stop();
    if (figures.search) {
      await stop(server.own.server);
      const stubbed = await start(
        join(runFolder, 'stubbed'),
        ledger,
        { OPENAI_BASE_URL: stubUrl, OPENAI_EMBEDDING_MODEL: 'stub-words' },
        'stub-words',
      );
      figures.search.coldStub = (
        await measureCold(
          await openBench({ k6, runFolder: join(runFolder, 'stubbed'), ledger, server: stubbed, searches }),
        )
      ).figures;
    }
    if (signals.came()) return 130;
    return await report({ figures, profiles, startedAt, loadBefore });
  } finally {
    // The signal's handler stops everything and ends the process.
    if (signals.came()) await new Promise(() => {});
    await ledger.stopAll();
    signals.forget();
    await rm(runFolder, { recursive: true, force: true });
  }
}

/** Does `work`, and where the server is inspected by a port keeps its CPU profile meanwhile; returns what it says. */
async function profiling(part: Part, { own }: Running, port: number | undefined, work: () => Promise<void>) {
  const end = port === undefined ? null : await startProfile(own.server.pid!, port);
  await work();
  const profile = await end?.();
  if (!profile) return undefined;
  await mkdir(REPORTS, { recursive: true });
  await writeFile(join(REPORTS, `speed-${part}.cpuprofile`), JSON.stringify(profile));
  return digestProfile(profile);
}

function partsOf(option: string, given: string | undefined): Part[] | undefined {
  return given?.split(',').map((name) => {
    const part = PARTS.find((known) => known === name.trim());
    if (!part) throw new Error(`${option} takes ${PARTS.join(', ')}, not “${name}”.`);
    return part;
  });
}

async function start(
  runFolder: string,
  ledger: ProcessLedger,
  settings: Record<string, string>,
  variant?: string,
): Promise<Running> {
  await mkdir(runFolder, { recursive: true });
  const own = await startOwnTarget({
    database: 'native',
    databaseUrl: undefined,
    extraHouses: EXTRA_HOUSES,
    runFolder,
    ledger,
    settings,
    variant,
    tell,
  });
  return { own, houses: await housesOf(own, EXTRA_HOUSES) };
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'close');
  server.kill('SIGTERM');
  await ended;
}

async function startStub(ledger: ProcessLedger): Promise<string> {
  const child = fork(join(import.meta.dirname, 'speed-stub.ts'), { detached: true, env: cleanEnvironment({}) });
  ledger.add(child, 'model stub');
  const { port } = await answerOf<{ port: number }>(child, 'model stub');
  child.unref();
  child.channel?.unref();
  return `http://127.0.0.1:${port}/v1`;
}

async function prepareUpload(own: OwnTarget, runFolder: string): Promise<{ cookie: string; file: string }> {
  const developer = own.signIns.find(({ role }) => role === 'developer');
  const cookie = developer ? await signInDeveloper(own.baseUrl, developer) : null;
  if (!cookie) throw new Error('The seeded developer could not sign in: look at what POST /api/session answers.');
  const file = join(process.cwd(), runFolder, 'upload.pdf');
  await writeUploadFile(file, LOAD.uploads.megabytes);
  return { cookie, file };
}

type Place = { k6: string; runFolder: string; ledger: ProcessLedger; server: Running; searches: string[] };

async function openBench({
  k6,
  runFolder,
  ledger,
  server: { own, houses },
  searches,
}: Place): Promise<Bench & { prepareSearch(): Promise<void> }> {
  const questions = await readChatQuestions();
  const types = [...new Set(houses.map(({ house_type }) => house_type))];
  let runs = 0;
  let sql: ((request: SqlRequest) => Promise<number[]>) | undefined;
  return {
    searches: searches.length,
    types: types.length,
    tell,
    sql: (request) => sql!(request),
    async load(speed, { baseUrl, upload } = {}) {
      const settings = {
        base_url: baseUrl ?? own.baseUrl,
        tenant_slug: PILOT_TENANT.slug,
        development_id: own.developmentId,
        suite: 'speed',
        profile: 'traffic',
        houses: houses.length,
        staff_cookie: upload?.cookie ?? null,
        upload_file: upload?.file ?? null,
        speed,
      } as const;
      const name = `speed-${(runs += 1)}`;
      const run = await runK6({
        k6,
        suite: 'speed',
        name,
        settings,
        input: { houses, questions, searches },
        runFolder,
        ledger,
        onProgress: () => {},
      });
      for (const file of ['input', 'points', 'summary'])
        await rm(join(runFolder, `${name}-${file}.json`), { force: true });
      if (run.exitCode !== 0) throw new Error(`k6 ended with ${run.exitCode}: ${run.said.trim()}`);
      for (const { step, kind, about, detail } of run.collected.failures.slice(0, 3))
        tell(`  failed: ${step}, ${kind}: ${about} ${detail}`);
      return run.collected;
    },
    /** Has every search's vector and answer known to the server, and the same searches ready in the worker. */
    async prepareSearch() {
      const queue = new PQueue({ concurrency: 4 });
      await queue.addAll(
        types.flatMap((type) =>
          searches.map(
            (text) => () =>
              ask(
                own.baseUrl,
                houses.find((house) => house.house_type === type)!,
                text,
              ),
          ),
        ),
      );
      sql = await startWorker(own, ledger);
      await sql({
        do: 'prepare',
        tenantId: own.tenantId,
        developmentId: own.developmentId,
        searches,
        houses: houses.map(({ house_id, house_type, token }) => ({ house_id, house_type, jti: decodeJwt(token).jti! })),
      });
    },
  };
}

async function ask(baseUrl: string, house: LoadHouse, text: string): Promise<void> {
  const response = await fetch(`${baseUrl}/api/search?limit=${WARM_LIMIT}&q=${encodeURIComponent(text)}`, {
    headers: { Authorization: `Bearer ${house.token}` },
  });
  await response.arrayBuffer();
  if (response.status !== 200)
    throw new Error(`GET /api/search answers ${response.status} to “${text}”: look into the application’s error log.`);
}

async function startWorker(own: OwnTarget, ledger: ProcessLedger): Promise<(request: SqlRequest) => Promise<number[]>> {
  const worker = fork(join(import.meta.dirname, 'speed-worker.ts'), {
    detached: true,
    env: cleanEnvironment({ DATABASE_URL: own.databaseUrl ?? '' }),
  });
  ledger.add(worker, 'SQL worker');
  const answered = async (): Promise<number[]> => {
    const answer = await answerOf<SqlAnswer>(worker, 'SQL worker');
    if ('error' in answer) throw new Error(`The SQL worker failed: ${answer.error}`);
    return answer.milliseconds;
  };
  await answered();
  return (request) => {
    worker.send(request);
    return answered();
  };
}

async function report(run: {
  figures: Figures;
  profiles: Partial<Record<Part, Digest>>;
  startedAt: string;
  loadBefore: number;
}): Promise<number> {
  const { figures, profiles, startedAt, loadBefore } = run;
  const verdicts = speedVerdicts(figures);
  const machine = {
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    node: process.versions.node,
    loadAverage: { before: loadBefore, after: loadavg()[0] ?? 0 },
  };
  const commit = await exec('git', ['rev-parse', '--short', 'HEAD']).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
  const beside = besides(figures);
  await mkdir(REPORTS, { recursive: true });
  const result = {
    suite: 'bench/speed',
    startedAt,
    machine,
    commit,
    verdicts,
    beside: Object.fromEntries(beside),
    figures,
    profiles,
  };
  await writeFile(join(REPORTS, 'speed.json'), `${JSON.stringify(result, null, 2)}\n`);
  const width = Math.max(...verdicts.map(({ what }) => what.length));
  const lines = [
    `${machine.cores} × ${machine.cpu}, node ${machine.node}, native PostgreSQL, commit ${commit}; load average ` +
      `${loadBefore.toFixed(2)} before, ${machine.loadAverage.after.toFixed(2)} after`,
    '',
    ...verdicts.map(
      ({ what, figure, passed }) => `${passed ? 'met    ' : 'NOT MET'}  ${what.padEnd(width)}  ${figure}`,
    ),
    '',
    ...beside.map(([what, figure]) => `         ${what}: ${figure}`),
    ...Object.entries(profiles).flatMap(([part, { busySeconds, idleShare, functions, packages }]) => [
      '',
      `Profile of ${part}: ${busySeconds.toFixed(1)} s busy, ${(idleShare * 100).toFixed(0)} % idle or native`,
      ...functions.map(({ name, share }) => `  ${(share * 100).toFixed(1).padStart(5)} %  ${name}`),
      `  by package: ${packages.map(({ name, share }) => `${name} ${(share * 100).toFixed(1)} %`).join(' · ')}`,
    ]),
  ];
  process.stdout.write(`${lines.join('\n')}\n  report: ${join(REPORTS, 'speed.json')}\n`);
  return verdicts.every(({ passed }) => passed) ? 0 : 99;
}

await runHarness(main);
