import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadInput, LoadSettings, ScenarioFile } from '../lib/load-input.ts';
import { cleanEnvironment } from './target/clean-environment.ts';
import { PointsReader, type Collected } from './report/collect-points.ts';
import type { ProcessLedger } from './processes.ts';

export type ThresholdResult = { metric: string; condition: string; passed: boolean };
export type K6Run = {
  /** k6's own: 0, 99 for a threshold, 108 for an aborted setup, … */
  exitCode: number;
  collected: Collected;
  thresholds: ThresholdResult[];
  /** What k6 said on standard error, for a run that could not be. */
  said: string;
  startedAt: number;
  seconds: number;
};

type Options = {
  k6: string;
  suite: ScenarioFile;
  /** Tells several runs in one folder apart. Default: the suite's. */
  name?: string;
  settings: Omit<LoadSettings, 'summary_file'>;
  input: LoadInput;
  runFolder: string;
  ledger: ProcessLedger;
  onProgress: (collected: Collected, seconds: number) => void;
};

/** Runs a suite's scenarios in k6 and reads its points while they come. */
export async function runK6(options: Options): Promise<K6Run> {
  const file = (name: string) => join(process.cwd(), options.runFolder, `${options.name ?? options.suite}-${name}`);
  const summaryFile = file('summary.json');
  const settings: LoadSettings = { ...options.settings, summary_file: summaryFile };
  await writeFile(file('input.json'), JSON.stringify({ settings, input: options.input }), { mode: 0o600 });
  const startedAt = Date.now();
  const args = [
    'run',
    '--quiet',
    '--no-color',
    '--no-usage-report',
    '--address',
    '',
    '--log-output',
    'stderr',
    '--out',
    `json=${file('points.json')}`,
    join('perf', 'scenarios', `${options.suite}.ts`),
  ];
  const child = spawn(options.k6, args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: cleanEnvironment({ LOAD_INPUT: file('input.json') }),
  });
  options.ledger.add(child, 'k6');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const reader = new PointsReader(file('points.json'));
  let exitCode: number | undefined;
  while (exitCode === undefined) {
    exitCode = await Promise.race([
      ended,
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1_000)),
    ]);
    await reader.advance();
    options.onProgress(reader.collected, (Date.now() - startedAt) / 1000);
  }
  await reader.close();
  return {
    exitCode,
    collected: reader.collected,
    thresholds: await readThresholds(summaryFile),
    said,
    startedAt,
    seconds: (Date.now() - startedAt) / 1000,
  };
}

type Summary = { metrics?: Record<string, { thresholds?: Record<string, { ok: boolean }> }> };

async function readThresholds(path: string): Promise<ThresholdResult[]> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return [];
  const { metrics = {} } = JSON.parse(text) as Summary;
  return Object.entries(metrics).flatMap(([metric, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([condition, { ok }]) => ({ metric, condition, passed: ok })),
  );
}
