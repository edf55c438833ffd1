import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { FAILURES_FILE } from './failures-reporter.ts';
import { describeFailures, journeyFailures, type Failure } from './name-failures.ts';

/*
 * The unit and integration tests beside people's journeys: the journeys wait for a browser, for timers and for
 * documents that are read, and the others take the processor meanwhile. Each line says whose it is, and what failed is
 * told again at the end. Fails when one of them fails. `node perf/checks/run-tests.ts`
 */

/** `report`: the JSON that names what failed. */
type Run = { script: string; options: string[]; report: string; failures: (report: string) => Failure[] };

const RUNS: Run[] = [
  {
    script: 'test:e2e',
    options: [],
    report: 'reports/acceptance/latest.json',
    failures: (report) => journeyFailures(JSON.parse(report)),
  },
  {
    script: 'test:unit',
    options: ['--reporter=default', '--reporter=perf/checks/failures-reporter.ts'],
    report: FAILURES_FILE,
    failures: (report) => JSON.parse(report),
  },
];
/** Lines of a run that are told again when it failed and names no test. */
const LAST_LINES = 60;

/** Runs an npm script to its end; resolves with exit code and last lines. A Ctrl-C reaches it by the terminal. */
function run({ script, options, report }: Run): Promise<{ code: number; last: string[] }> {
  rmSync(report, { force: true });
  const child = spawn('npm', ['run', '--silent', script, '--', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let last: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      console.log(`${script.padEnd(9)} | ${line}`);
      last = [...last.slice(1 - LAST_LINES), line];
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code: code ?? 1, last }));
  });
}

/** What the run's report names; nothing where it wrote none, as when it ended before its first test. */
const failuresOf = ({ report, failures }: Run): Failure[] =>
  existsSync(report) ? failures(readFileSync(report, 'utf8')) : [];

const ended = await Promise.all(RUNS.map(run));
for (const [index, { code, last }] of ended.entries()) {
  const one = RUNS[index];
  if (!one || code === 0) continue;
  const failures = failuresOf(one);
  console.log(`\n${one.script} failed with exit code ${code}:`);
  for (const line of describeFailures(failures)) console.log(line);
  if (failures.length === 0) console.log(`  It names no test; its last lines were:\n${last.join('\n')}`);
}
console.log('');
for (const [index, { code }] of ended.entries())
  console.log(`${RUNS[index]?.script}: ${code === 0 ? 'passed' : `failed with exit code ${code}`}`);
process.exitCode = ended.every(({ code }) => code === 0) ? 0 : 1;
