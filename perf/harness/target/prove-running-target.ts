import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PILOT_HOUSES } from '#db/seed/longview/houses.ts';
import { cleanEnvironment } from './clean-environment.ts';
import { endWith } from '../end-with.ts';
import { housesOf } from './open-target.ts';
import { freePort } from '../../../e2e/support/free-port.ts';
import { CACHE, startOwnTarget, type OwnTarget } from './own-target.ts';
import { ProcessLedger } from '../processes.ts';
import { runHarness } from '../run-harness.ts';
import type { Verdict } from '../report/verdict.ts';

/*
 * `npm run prove:target -- [--database native]`: does aiming at a deployment that runs already (BASE_URL) work as the
 * guide says? Starts a server, and then the load tests' commands as a person would, with the secret, with printed
 * links, and with neither. Writes reports/running-target/latest.json; exit code 0 when all went as it must.
 */

const REPORTS = join('reports', 'running-target');
const tell = (line: string) => void process.stderr.write(`${line}\n`);

type Ended = { code: number | null; said: string };

/** The command as a person would type it, with these settings. */
async function loadTest(suite: string, env: Record<string, string>, ledger: ProcessLedger): Promise<Ended> {
  const child = spawn(process.execPath, ['perf/harness/run-load-test.ts', suite, '--profile', 'smoke'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnvironment(env),
  });
  ledger.add(child, `load test of ${suite}`);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-8_000)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

const isAlive = async (own: OwnTarget) =>
  (await fetch(`${own.baseUrl}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null))?.status === 200;

async function prove(own: OwnTarget, runFolder: string, ledger: ProcessLedger): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const check = async (
    what: string,
    suite: string,
    env: Record<string, string>,
    isRight: (ended: Ended) => boolean,
  ) => {
    tell(`${what} …`);
    const ended = await loadTest(suite, env, ledger);
    const passed = isRight(ended) && (await isAlive(own));
    if (!passed) tell(ended.said);
    verdicts.push({ requirements: ['A8'], what, figure: `exit code ${ended.code}`, passed });
  };
  const houses = await housesOf(own, 0);
  const links = join(runFolder, 'links.txt');
  // One house of each type, as `npm start` prints them.
  const shown = [...new Set(PILOT_HOUSES.map(({ houseType }) => houseType))].flatMap(
    (type) => houses.find(({ house_type }) => house_type === type) ?? [],
  );
  await writeFile(links, shown.map(({ qr_token }) => `${own.baseUrl}/onboarding?uid=${qr_token}`).join('\n'));
  // How quick the answers were is for the load tests to judge, on a machine that does nothing beside them.
  const allGood = ({ code, said }: Ended) =>
    (code === 0 || code === 99) &&
    said.includes(`against ${own.baseUrl} `) &&
    said.includes('failures 0 (100.00 % good)');
  await check(
    'BASE_URL and SESSION_SECRET: questions to a running deployment',
    'chat',
    { BASE_URL: own.baseUrl, SESSION_SECRET: own.secret },
    allGood,
  );
  await check(
    'BASE_URL and QR_LINKS: onboarding at a running deployment',
    'onboarding',
    { BASE_URL: own.baseUrl, QR_LINKS: links },
    allGood,
  );
  await check(
    'BASE_URL alone says which settings are missing',
    'rag',
    { BASE_URL: own.baseUrl },
    ({ code, said }) => code === 1 && said.includes('SESSION_SECRET') && said.includes('QR_LINKS'),
  );
  await check(
    'Another secret than the deployment’s is named',
    'rag',
    { BASE_URL: own.baseUrl, SESSION_SECRET: 'another-secret-than-that-of-the-deployment' },
    ({ code, said }) => code === 1 && said.includes('the secret is another one'),
  );
  await check(
    'A deployment that does not answer is named',
    'rag',
    { BASE_URL: `http://127.0.0.1:${await freePort()}`, SESSION_SECRET: own.secret },
    ({ code, said }) => code === 1 && said.includes('does not answer'),
  );
  return verdicts;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { database: { type: 'string', default: 'embedded' } } });
  const database = values.database === 'native' ? 'native' : 'embedded';
  const startedAt = new Date().toISOString();
  const runFolder = join(CACHE, 'runs', `running-target-${process.pid}`);
  const ledger = new ProcessLedger(runFolder);
  const signals = endWith(ledger, runFolder, tell);
  try {
    const own = await startOwnTarget({ database, databaseUrl: undefined, extraHouses: 200, runFolder, ledger, tell });
    const verdicts = await prove(own, runFolder, ledger);
    await mkdir(REPORTS, { recursive: true });
    await writeFile(
      join(REPORTS, 'latest.json'),
      `${JSON.stringify({ suite: 'running-target', startedAt, verdicts }, null, 2)}\n`,
    );
    for (const { what, figure, passed } of verdicts)
      process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${what}: ${figure}\n`);
    return verdicts.every(({ passed }) => passed) ? 0 : 1;
  } finally {
    // The signal's handler stops everything and ends the process.
    if (signals.came()) await new Promise(() => {});
    await ledger.stopAll();
    signals.forget();
    await rm(runFolder, { recursive: true, force: true });
  }
}

await runHarness(main);
