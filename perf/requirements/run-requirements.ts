import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { findNativePostgres } from '#db/native/find.ts';
import { cleanEnvironment } from '../harness/target/clean-environment.ts';
import { freePort } from '../../e2e/support/free-port.ts';
import { runHarness } from '../harness/run-harness.ts';
import { PROFILE_NAMES, SUITES } from '../lib/load-input.ts';
import { exitCodeOf, judgeAll, type Gap } from './judge.ts';
import { countStates, renderRequirements, type RequirementsReport } from './requirements-html.ts';
import { readResults, type Results, type StepResult } from './read-results.ts';
import { REQUIREMENTS, SECTIONS } from './requirements.ts';
import { planSteps, STEP_NAMES, type Step } from './steps.ts';

/*
 * `npm run requirements` (A11): runs everything that can show a requirement, one step after the other, and writes what
 * this run has shown. A step that fails stops no other; Ctrl-C ends the running one and writes what ran until then.
 */

const USAGE = `Usage: npm run requirements -- [options]
  --only <steps>      some steps, by commas: ${STEP_NAMES.join(', ')}; load stands for ${SUITES.join(', ')}
  --skip <steps>      all but these
  --profile <name>    of the load: ${PROFILE_NAMES.join(', ')}; default: each suite's own
  --database <name>   for the load: embedded or native; default native where PostgreSQL with pgvector is installed
Writes reports/requirements.html and .json: every requirement with what this run has shown of it.
Exit code: 0 everything ran and every requirement is shown · 1 a step or a requirement failed · 2 nothing failed, but
something is shown partly or not at all, or a step did not run · 130 after Ctrl-C`;

const REPORTS = 'reports';
/** Programs that a person may have to name, and that no test reads as a setting. */
const PROGRAMS = ['K6_BIN', 'CHROMIUM_BIN', 'GOPROXY', 'GOMODCACHE', 'GOCACHE'];

/** The value of an option, which must be one of `known`. */
function oneOf<T extends string>(option: string, value: string | undefined, known: readonly T[]): T | undefined {
  const found = known.find((one) => one === value);
  if (value !== undefined && !found) throw new Error(`${option} knows no "${value}".\n${USAGE}`);
  return found;
}

const stepsOf = (option: string, names = '') =>
  names
    .split(',')
    .filter(Boolean)
    .flatMap((name) => (name === 'load' ? SUITES : [oneOf(option, name, STEP_NAMES)]));

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values: given } = parseArgs({
    options: { only: text, skip: text, profile: text, database: text, help: { type: 'boolean' } },
  });
  if (given.help) {
    console.log(USAGE);
    return 0;
  }
  const only = given.only === undefined ? STEP_NAMES : stepsOf('--only', given.only);
  const skip = stepsOf('--skip', given.skip);
  const hasNative = (await findNativePostgres())?.hasVector ?? false;
  const database = oneOf('--database', given.database, ['embedded', 'native']) ?? (hasNative ? 'native' : 'embedded');
  const plan = planSteps(oneOf('--profile', given.profile, PROFILE_NAMES), database);
  const startedAt = new Date().toISOString();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)} at the start`;
  const logs = join('requirements', startedAt.replace(/[:.]/g, '-'));
  await mkdir(join(REPORTS, logs), { recursive: true });

  let running: ChildProcess | undefined;
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (interrupted) process.exit(130);
      interrupted = true;
      // A terminal has told the step already; a second signal of the same kind does it no harm.
      running?.kill(signal);
    });

  const steps: StepResult[] = [];
  for (const step of plan) {
    const log = join(logs, `${step.name}.log`);
    const command = ['npm run', ...step.command].join(' ');
    const began = Date.now();
    const end = ({ files, verdicts, page, summary }: Results, state: StepResult['state'], exitCode: number | null) => {
      const seconds = exitCode === null ? 0 : (Date.now() - began) / 1000;
      const what = { files, verdicts, ...(page ? { page } : {}), summary };
      steps.push({ name: step.name, title: step.title, command, state, exitCode, seconds, log, ...what });
      console.log(`${state}: ${step.title} (${Math.round(seconds)} s): ${summary}`);
    };
    const without = (summary: string): Results => ({ files: [], verdicts: [], summary });
    if (!only.includes(step.name) || skip.includes(step.name)) end(without('left out'), 'skipped', null);
    else if (interrupted) end(without('interrupted before it began'), 'interrupted', null);
    else if (step.native && !hasNative)
      end(without('no PostgreSQL with pgvector here: `npm run db:native` installs it on Debian 12'), 'skipped', null);
    else {
      console.log(`${command} > ${join(REPORTS, log)}`);
      const port = String(await freePort());
      const exitCode = await runStep(step, join(REPORTS, log), port, (child) => (running = child));
      const results = await readResults(step).catch((error: Error) => error);
      // Of half a step nothing counts.
      if (interrupted) end(without('interrupted'), 'interrupted', exitCode);
      else if (results instanceof Error) end(without(`left no result: ${results.message}`), 'failed', exitCode);
      else
        end(
          { ...results, summary: results.summary || `exit code ${exitCode}` },
          exitCode ? 'failed' : 'passed',
          exitCode,
        );
    }
  }

  const gaps = [...(await readJson<Gap[]>('perf/requirements/gaps.json')), ...(await waitingJourneys())];
  const requirements = judgeAll(REQUIREMENTS, steps, gaps);
  const exitCode = exitCodeOf({ interrupted, steps, requirements });
  const command = ['npm run requirements', ...process.argv.slice(2)].join(' ');
  const report = { startedAt, command, commit: commitOf(), machine, exitCode, steps, requirements };
  await writeReport(report);
  return exitCode;
}

/**
 * Runs a step with all that it says in `log`; resolves with its exit code, 128 for a signal. What it wrote in an
 * earlier run is taken away first, so that only this run counts. The settings of whoever runs it do not reach it: no
 * real model is asked and no real database touched.
 */
async function runStep(step: Step, log: string, port: string, onStart: (child: ChildProcess) => void): Promise<number> {
  if (step.result) await rm(step.result.file, { force: true });
  const programs = PROGRAMS.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  const env = cleanEnvironment({ E2E_PORT: port, ...(Object.fromEntries(programs) as Record<string, string>) });
  // Each tool sets its own.
  delete (env as Record<string, string | undefined>)['NODE_ENV'];
  const output = createWriteStream(log);
  const child = spawn('npm', ['run', ...step.command], { stdio: ['ignore', 'pipe', 'pipe'], env });
  onStart(child);
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (exitCode) => resolve(exitCode ?? 128));
  });
  output.end();
  await finished(output);
  return code;
}

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T;

/** The lines of section J whose journey waits for a feature. */
async function waitingJourneys(): Promise<Gap[]> {
  const waiting = await readJson<{ line: string; requirements: string[]; waitsFor: string }[]>('e2e/not-shown.json');
  return waiting.map(({ line, requirements, waitsFor }) => ({
    requirements: [...new Set([...requirements, 'J'])],
    missing: `The journey “${line}” waits for ${waitsFor}.`,
  }));
}

function commitOf(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? '+' : '');
}

async function writeReport(report: RequirementsReport): Promise<void> {
  await writeFile(join(REPORTS, 'requirements.json'), `${JSON.stringify(report, null, 1)}\n`);
  await writeFile(join(REPORTS, 'requirements.html'), renderRequirements(report, SECTIONS));
  console.log(countStates(report.requirements));
  for (const { id, title, proofs } of report.requirements.filter(({ state }) => state === 'fails'))
    console.log(`  ${id} ${title}: ${proofs.flatMap(({ failed }) => failed.slice(0, 3)).join('; ')}`);
  console.log(`report: ${join(REPORTS, 'requirements.html')} · exit code ${report.exitCode}`);
}

await runHarness(main);
