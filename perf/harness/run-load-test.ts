import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProfileName, SuiteName } from '../lib/load-input.ts';
import { defaultProfile, readArguments, USAGE, type LoadArguments } from './arguments.ts';
import { endWith } from './end-with.ts';
import { findK6 } from './find-k6.ts';
import type { LoadReport } from './report/load-report.ts';
import { loadVerdicts } from './report/load-verdicts.ts';
import { logFailures } from './report/log-failures.ts';
import { openTarget } from './target/open-target.ts';
import { CACHE } from './target/own-target.ts';
import { formatMs, renderSummary } from './report/print-summary.ts';
import { cleanUpCrashedRuns, ProcessLedger } from './processes.ts';
import { runHarness } from './run-harness.ts';
import { runSuite } from './run-suite.ts';
import { distributionOf } from './report/percentiles.ts';
import { summarise } from './report/summarise.ts';
import { timeMachine } from './time-machine.ts';
import { readPrevious, writeReport } from './report/write-report.ts';

/*
 * `npm run loadtest:…` (A8): starts a production server and a database of its own, or aims at BASE_URL, loads it with
 * k6, writes a report, and stops all that it started, whatever ends it. Exit code: 0 when everything held, k6's 99 for
 * a broken threshold, 1 else, 130 after Ctrl-C.
 */

const REPORTS = 'reports';
const RUNS = join(CACHE, 'runs');

const exec = promisify(execFile);
const isTerminal = process.stderr.isTTY;

/** One line that changes on a terminal, lines of their own elsewhere. */
function tell(line: string, passing = false): void {
  if (isTerminal) process.stderr.write(`\r\u001b[2K${line}${passing ? '' : '\n'}`);
  else if (!passing) process.stderr.write(`${line}\n`);
}

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2), process.env);
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const k6 = await findK6();
  for (const ended of await cleanUpCrashedRuns(RUNS)) tell(`Ended what a crashed run had left: ${ended}.`);
  let worst = 0;
  // Each suite has a server of its own, so that one's memory is not another's.
  for (const suite of options.suites) worst = Math.max(worst, await runOne(suite, options, k6));
  return worst;
}

async function runOne(suite: SuiteName, options: LoadArguments, k6: string): Promise<number> {
  const profile = options.profile ?? defaultProfile(suite);
  const runFolder = join(RUNS, `${suite}-${process.pid}`);
  await mkdir(runFolder, { recursive: true });
  const ledger = new ProcessLedger(runFolder);
  const signals = endWith(ledger, runFolder, tell);
  try {
    const target = await openTarget({ arguments: options, env: process.env, runFolder, ledger, tell });
    const load = { average: loadavg()[0] ?? 0, machineMs: timeMachine() };
    tell(`Loading ${target.baseUrl} with ${suite}, profile ${profile} …`);
    let shown = 0;
    const { measured, notes } = await runSuite({
      suite,
      profile,
      prove: options.prove,
      k6,
      target,
      runFolder,
      ledger,
      metricsToken: process.env.METRICS_TOKEN,
      onProgress: ({ collected, seconds, rss }) => {
        const recent = distributionOf(collected.samples.slice(-500).map(({ ms }) => ms));
        const line =
          `  ${seconds.toFixed(0).padStart(4)} s · ${collected.samples.length} requests · ` +
          `${collected.failures.length} failed · recent p95 ${recent ? formatMs(recent.p95) : '–'} · ` +
          `${rss === null ? '' : `${Math.round(rss)} MB`}`;
        // Elsewhere than on a terminal a line every ten seconds is enough.
        const due = !isTerminal && seconds - shown >= 10;
        if (due) shown = seconds;
        tell(line, !due);
      },
    });
    if (isTerminal) tell('', true);
    if (signals.came()) return 130;
    const report: LoadReport = {
      suite,
      profile,
      prove: options.prove ?? null,
      command: commandOf(suite, options, profile),
      startedAt: new Date(measured.startedAt).toISOString(),
      seconds: measured.seconds,
      machine: await machineOf(k6, load),
      target: {
        kind: target.kind,
        url: target.baseUrl,
        database: target.database,
        commit: await commitOf(),
        houses: target.houses.length,
      },
      thresholds: measured.thresholds,
      droppedIterations: measured.collected.droppedIterations,
      limited: measured.collected.limited,
      notes,
      previous: await readPrevious(REPORTS, { suite, profile, prove: options.prove ?? null, target }),
      verdicts: loadVerdicts(measured, profile),
      ...summarise(measured),
    };
    const page = await writeReport(REPORTS, report);
    await logFailures(REPORTS, suite, measured.collected.failures);
    process.stdout.write(`${renderSummary(report)}  report: ${page}\n`);
    return report.passed ? 0 : measured.exitCode || 1;
  } finally {
    // Half a run has no report, and the signal's handler ends the process.
    if (signals.came()) await new Promise(() => {});
    await ledger.stopAll();
    signals.forget();
    await rm(runFolder, { recursive: true, force: true });
  }
}

function commandOf(suite: SuiteName, { database, prove, extraHouses }: LoadArguments, profile: ProfileName): string {
  return (
    `npm run loadtest:${suite} -- --profile ${profile} --database ` +
    `${database}${extraHouses === 200 ? '' : ` --houses ${extraHouses}`}${prove ? ` --prove ${prove}` : ''}`
  );
}

async function machineOf(k6: string, load: { average: number; machineMs: number }): Promise<LoadReport['machine']> {
  const version = (await exec(k6, ['version'])).stdout.trim().split(' ').slice(0, 2).join(' ');
  return {
    cpu: cpus()[0]?.model.trim() || 'unknown processor',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()}`,
    node: process.versions.node,
    k6: version,
    loadAverage: load.average,
    machineMs: load.machineMs,
  };
}

async function commitOf(): Promise<string> {
  try {
    return (await exec('git', ['rev-parse', '--short', 'HEAD'])).stdout.trim();
  } catch {
    return 'unknown';
  }
}

await runHarness(main);
