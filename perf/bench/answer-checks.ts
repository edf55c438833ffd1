import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { endWith } from '../harness/end-with.ts';
import { cleanUpCrashedRuns, ProcessLedger } from '../harness/processes.ts';
import { readSearches } from '../harness/read-questions.ts';
import { runHarness } from '../harness/run-harness.ts';
import { CACHE, startOwnTarget } from '../harness/target/own-target.ts';
import { signInDeveloper } from '../harness/target/sign-in-developer.ts';

/*
 * `npm run bench:checks -- [--database native|embedded]`: how long 300 answer checks of the pilot take, run by hand
 * (G11), 75 questions for each of its four house types; a new version is tried by the same code. At most 60 s.
 * Two minutes; writes reports/bench/answer-checks.json. Exit code 0 when the goal is met, 99 when not.
 */

const QUESTIONS = 75;
const TYPES = 4;
const GOAL_S = 60;
const REPORTS = join('reports', 'bench');
/** Between two looks at how far they are, milliseconds. */
const LOOK_MS = 250;
const tell = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { database: { type: 'string', default: 'embedded' } } });
  const database = values.database === 'native' ? 'native' : 'embedded';
  const runs = join(CACHE, 'runs');
  for (const ended of await cleanUpCrashedRuns(runs)) tell(`Ended what a crashed run had left: ${ended}.`);
  const runFolder = join(runs, `answer-checks-${process.pid}`);
  const ledger = new ProcessLedger(runFolder);
  const signals = endWith(ledger, runFolder, tell);
  try {
    await mkdir(runFolder, { recursive: true });
    const options = { databaseUrl: undefined, extraHouses: 0, runFolder, ledger, tell };
    const own = await startOwnTarget({ database, ...options });
    const developer = own.signIns.find(({ role }) => role === 'developer');
    const cookie = developer ? await signInDeveloper(own.baseUrl, developer) : null;
    if (!cookie) throw new Error('The seeded developer could not sign in: look at what POST /api/session answers.');
    const page = pageOf(own.baseUrl, cookie);
    await addChecks(page);
    const load = loadavg()[0] ?? 0;
    const started = performance.now();
    await page.post('run', { development_id: await page.development() });
    await page.untilAsked();
    return await report({ database, load, seconds: (performance.now() - started) / 1000 });
  } finally {
    if (signals.came()) await new Promise(() => {});
    await ledger.stopAll();
    signals.forget();
    await rm(runFolder, { recursive: true, force: true });
  }
}

type ChecksPage = ReturnType<typeof pageOf>;

/** The page of answer checks, as a browser without scripts has it. */
function pageOf(baseUrl: string, cookie: string) {
  const url = `${baseUrl}/developer/checks`;
  const read = async () => {
    const response = await fetch(url, { headers: { Cookie: cookie } });
    if (response.status !== 200) throw new Error(`GET /developer/checks answers ${response.status}.`);
    return response.text();
  };
  return {
    async development() {
      const id = /name="development_id" value="([0-9a-f-]{36})"/.exec(await read())?.[1];
      if (!id) throw new Error('The page of answer checks names no development.');
      return id;
    },
    async post(intent: string, fields: Record<string, string>) {
      const headers = { Cookie: cookie, Origin: baseUrl };
      const body = new URLSearchParams(fields);
      const response = await fetch(`${url}?intent=${intent}`, { method: 'POST', headers, body, redirect: 'manual' });
      await response.body?.cancel();
      if (response.status !== 302)
        throw new Error(`POST /developer/checks?intent=${intent} answers ${response.status}.`);
    },
    async untilAsked() {
      while ((await read()).includes('Asking the checks')) await delay(LOOK_MS);
    },
  };
}

async function addChecks(page: ChecksPage): Promise<void> {
  const questions = [...new Set(await readSearches())].slice(0, QUESTIONS);
  if (questions.length < QUESTIONS) throw new Error(`The pilot has only ${questions.length} questions.`);
  const development_id = await page.development();
  for (const question of questions) await page.post('add', { development_id, house_type: '', question });
  await page.untilAsked();
}

async function report({ database, load, seconds }: { database: string; load: number; seconds: number }) {
  const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD']).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
  const machine = { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, loadAverage: load };
  const passed = seconds <= GOAL_S;
  const checks = QUESTIONS * TYPES;
  await mkdir(REPORTS, { recursive: true });
  const result = {
    suite: 'bench/answer-checks',
    at: new Date().toISOString(),
    commit,
    machine,
    database,
    checks,
    seconds,
  };
  await writeFile(join(REPORTS, 'answer-checks.json'), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(
    `${machine.cores} × ${machine.cpu}, ${database} database, commit ${commit}, load average ${load.toFixed(2)}\n` +
      `${passed ? 'met    ' : 'NOT MET'}  ${checks} answer checks in at most ${GOAL_S} s: ${seconds.toFixed(1)} s\n`,
  );
  return passed ? 0 : 99;
}

await runHarness(main);
