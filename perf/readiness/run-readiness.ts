import { execFile, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { cpus, hostname, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { styleText, promisify } from 'node:util';
import { findNativePostgres } from '#db/native/find.ts';
import { freePort } from '../harness/own-target.ts';
import { cleanUpCrashedRuns, ProcessLedger } from '../harness/processes.ts';
import { runHarness } from '../harness/run-harness.ts';
import { readArguments, UsageError, USAGE, type ReadinessArguments } from './arguments.ts';
import type { Finding } from './check-environment.ts';
import type { Evidence } from './evidence.ts';
import { changesBetween, exitCodeOf, judgeAll, STATES, type Judged } from './judge.ts';
import { tellProgress } from './progress.ts';
import { readEarlierRun, readGaps, stampOf, writeReadiness } from './readiness-report.ts';
import type { ReadinessReport, StepReport } from './report-shape.ts';
import { STATE_WORDS } from './readiness-words.ts';
import { readResult } from './read-result.ts';
import { lastComplaint, runStep } from './run-step.ts';
import { commandOf, planSteps, type Step } from './steps.ts';

/*
 * `npm run readiness` (A11): runs everything that can show a requirement, one step after the other, and writes what
 * this run has shown. A step that fails stops no other. Exit codes: see USAGE.
 */

const ROOT = process.cwd();
const REPORTS = 'reports';
const RUNS = join('node_modules', '.cache', 'openhouse', 'readiness', 'runs');
const exec = promisify(execFile);

type Outcome = { report: StepReport; evidence: Evidence[]; problems: string[] };

async function main(given: readonly string[]): Promise<number> {
  const options = readArguments(given);
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  for (const ended of await cleanUpCrashedRuns(RUNS))
    process.stderr.write(`Ended what a crashed run had left: ${ended}.\n`);
  const runFolder = join(RUNS, String(process.pid));
  const ledger = new ProcessLedger(runFolder);
  try {
    return await runAll(options, given, ledger);
  } finally {
    await ledger.stopAll();
    await rm(runFolder, { recursive: true, force: true });
  }
}

async function runAll(options: ReadinessArguments, given: readonly string[], ledger: ProcessLedger): Promise<number> {
  const startedAt = new Date();
  const loadAverage = loadavg()[0] ?? 0;
  const commit = await commitOf();
  const hasNative = (await findNativePostgres())?.hasVector ?? false;
  const database = options.database ?? (hasNative ? 'native' : 'embedded');
  const plan = planSteps({ profile: options.profile, database, hasNative, port: await freePort() });
  const previous = await readEarlierRun(REPORTS);
  const logs = join('readiness', stampOf(startedAt.toISOString()));
  await mkdir(join(REPORTS, logs), { recursive: true });
  const interruption = watchInterruption(ledger);
  const outcomes: Outcome[] = [];
  const chosen = plan.filter(({ name }) => options.steps.includes(name));
  for (const step of plan) {
    if (!chosen.includes(step)) outcomes.push(notRun(step, 'skipped', 'left out by --only or --skip', startedAt));
    else if (interruption.came()) outcomes.push(notRun(step, 'interrupted', 'interrupted before it began', startedAt));
    else if (step.impossible) outcomes.push(notRun(step, 'not possible', step.impossible, startedAt));
    else
      outcomes.push(
        await runOne(step, {
          startedAt,
          logs,
          ledger,
          interruption,
          position: `${chosen.indexOf(step) + 1} of ${chosen.length}`,
        }),
      );
  }
  interruption.forget();
  const { gaps, waiting } = await readGaps(ROOT);
  const steps = outcomes.map(({ report }) => report);
  const requirements = judgeAll(
    outcomes.flatMap(({ evidence }) => evidence),
    gaps,
  );
  const report: ReadinessReport = {
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    command: ['npm run readiness', ...(given.length > 0 ? ['--', ...given] : [])].join(' '),
    interrupted: interruption.came(),
    exitCode: exitCodeOf({ interrupted: interruption.came(), steps, requirements }),
    ...commit,
    machine: {
      name: hostname(),
      system: `${process.platform} ${release()}`,
      cpu: cpus()[0]?.model.trim() || 'unknown processor',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 1024 ** 3),
      node: process.versions.node,
      loadAverage,
      findings: await findingsOf(steps),
    },
    load: {
      profile: options.profile ?? 'each suite’s own',
      database: database === 'native' ? 'native PostgreSQL' : 'embedded PGlite',
    },
    steps,
    requirements,
    waiting,
    problems: outcomes.flatMap(({ problems }) => problems),
    since: !previous
      ? null
      : {
          startedAt: previous.startedAt,
          command: previous.command,
          commit: previous.commit,
          changes: changesBetween(previous.requirements, requirements),
        },
  };
  const page = await writeReadiness(REPORTS, report);
  process.stdout.write(summaryOf(report, page));
  return report.exitCode;
}

type Interruption = { came: () => boolean; running: (child: ChildProcess) => void; forget: () => void };

async function runOne(
  step: Step,
  run: { startedAt: Date; logs: string; ledger: ProcessLedger; interruption: Interruption; position: string },
): Promise<Outcome> {
  const began = Date.now();
  const log = join(run.logs, `${step.name}.log`);
  const progress = tellProgress({ position: run.position, title: step.title });
  const exitCode = await runStep(step, {
    log: join(REPORTS, log),
    ledger: run.ledger,
    onStart: run.interruption.running,
    onLine: progress.line,
  });
  const interrupted = run.interruption.came();
  // Of half a step nothing counts.
  const reading = interrupted ? null : await readResult(step, { root: ROOT, startedAt: began, log });
  const problems = reading?.problems ?? [];
  const leftNothing = step.result !== null && reading !== null && reading.summary === '';
  const state = interrupted ? 'interrupted' : exitCode === 0 && !leftNothing ? 'passed' : 'failed';
  const shown: Evidence[] =
    step.shows && !interrupted
      ? [
          {
            requirements: step.shows.requirements,
            step: step.name,
            kind: 'figure',
            what: step.shows.what,
            figure: `exit code ${exitCode}`,
            passed: exitCode === 0,
            link: log,
          },
        ]
      : [];
  const report: StepReport = {
    name: step.name,
    title: step.title,
    command: commandOf(step),
    state,
    exitCode,
    beganAfter: (began - run.startedAt.getTime()) / 1000,
    seconds: (Date.now() - began) / 1000,
    summary: interrupted
      ? 'interrupted'
      : leftNothing
        ? (problems[0] ?? 'left no result')
        : reading?.summary ||
          (exitCode === 0 ? 'nothing to say' : lastComplaint(await readFile(join(REPORTS, log), 'utf8'))),
    log,
    links: reading?.links ?? [],
  };
  progress.end(state, report.summary);
  return { report, evidence: [...(reading?.evidence ?? []), ...shown], problems };
}

function notRun(
  step: Step,
  state: 'skipped' | 'not possible' | 'interrupted',
  summary: string,
  startedAt: Date,
): Outcome {
  return {
    report: {
      name: step.name,
      title: step.title,
      command: commandOf(step),
      state,
      exitCode: null,
      beganAfter: (Date.now() - startedAt.getTime()) / 1000,
      seconds: 0,
      summary,
      log: null,
      links: [],
    },
    evidence: [],
    problems: [],
  };
}

/**
 * Ctrl-C, SIGTERM: the running step is asked to end as by a terminal and gets its time to clean up; no other begins. A
 * second one ends by force.
 */
function watchInterruption(ledger: ProcessLedger): Interruption {
  let came = false;
  let child: ChildProcess | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (came) {
      ledger.killAll();
      process.exit(130);
    }
    came = true;
    process.stderr.write(`\nStopping after ${signal}; once more to end at once …\n`);
    if (child?.pid !== undefined && child.exitCode === null) {
      try {
        process.kill(-child.pid, 'SIGINT');
      } catch {
        // It has just ended by itself.
      }
      // Cleaned up in time or not: the ledger ends whatever is left.
      setTimeout(() => void ledger.stopAll(), 20_000).unref();
    }
  };
  const onExit = () => ledger.killAll();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  process.on('exit', onExit);
  return {
    came: () => came,
    running: (started) => (child = started),
    forget() {
      for (const signal of signals) process.off(signal, onSignal);
      process.off('exit', onExit);
    },
  };
}

async function findingsOf(steps: readonly StepReport[]): Promise<Finding[]> {
  if (!steps.some(({ name, state }) => name === 'environment' && (state === 'passed' || state === 'failed'))) return [];
  try {
    return (JSON.parse(await readFile(join(REPORTS, 'environment', 'latest.json'), 'utf8')) as { findings: Finding[] })
      .findings;
  } catch {
    return [];
  }
}

async function commitOf(): Promise<{ commit: string; changedFiles: number }> {
  try {
    const [head, changed] = await Promise.all([
      exec('git', ['rev-parse', '--short', 'HEAD']),
      exec('git', ['status', '--porcelain']),
    ]);
    return { commit: head.stdout.trim(), changedFiles: changed.stdout.split('\n').filter(Boolean).length };
  } catch {
    return { commit: 'unknown', changedFiles: 0 };
  }
}

function summaryOf(report: ReadinessReport, page: string): string {
  const of = (state: Judged['state']) => report.requirements.filter((requirement) => requirement.state === state);
  const lines = ['', STATES.map((state) => `${of(state).length} ${STATE_WORDS[state]}`).join(' · ')];
  for (const { id, title, evidence } of of('fails'))
    lines.push(
      styleText('red', `  ${id} ${title}`),
      ...evidence
        .filter(({ passed }) => !passed)
        .slice(0, 3)
        .map(({ what, figure, step }) => `      ${step}: ${what}${figure ? ` — ${figure}` : ''}`),
    );
  for (const { name, summary, log } of report.steps.filter(({ state }) => state === 'failed'))
    lines.push(styleText('red', `  The step ${name} failed: ${summary}`) + (log ? ` (${join(REPORTS, log)})` : ''));
  for (const [why, steps] of Map.groupBy(
    report.steps.filter(({ state }) => state !== 'passed' && state !== 'failed'),
    ({ summary }) => summary,
  ))
    lines.push(`  Missing: ${steps.map(({ name }) => name).join(', ')}: ${why}`);
  for (const problem of report.problems) lines.push(`  ! ${problem}`);
  lines.push(`  report: ${page} · exit code ${report.exitCode}`, '');
  return lines.join('\n');
}

await runHarness(
  () => main(process.argv.slice(2)),
  (error) => (error instanceof UsageError ? 64 : 1),
);
