import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Verdict } from '../harness/report/verdict.ts';
import type { Step } from './steps.ts';

/** The tests of one file: how many passed, and the titles of those that did not. What was skipped is neither. */
export type TestFile = { file: string; passed: number; failed: string[] };

/** What a step left: tests by file, or verdicts that a report makes of itself. `page`: relative to `reports`. */
export type Results = { files: TestFile[]; verdicts: readonly Verdict[]; page?: string; summary: string };

export type StepResult = Results & {
  name: string;
  title: string;
  command: string;
  state: 'passed' | 'failed' | 'skipped' | 'interrupted';
  exitCode: number | null;
  seconds: number;
  /** Relative to `reports`. */
  log: string;
};

const NOTHING: Results = { files: [], verdicts: [], summary: '' };

/** Reads what a step wrote. Throws when that is not there, or not what it should be. */
export async function readResults({ result }: Step): Promise<Results> {
  if (!result) return NOTHING;
  const report: unknown = JSON.parse(await readFile(result.file, 'utf8'));
  if (result.kind === 'vitest') return ofFiles(vitestFiles(report as VitestReport));
  if (result.kind === 'playwright')
    return { ...ofFiles(playwrightFiles(report as PlaywrightReport)), page: '../playwright-report/index.html' };
  const { suite, startedAt, verdicts } = report as { suite?: string; startedAt: string; verdicts: Verdict[] };
  const held = verdicts.filter(({ passed }) => passed).length;
  // A load suite keeps each run's page under its moment: a later run does not change what this one links to.
  const page = suite ? { page: `${suite}/${startedAt.replace(/[:.]/g, '-')}.html` } : {};
  return { ...NOTHING, verdicts, ...page, summary: `${held} of ${verdicts.length} figures hold` };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

function ofFiles(files: TestFile[]): Results {
  const failed = sum(files.map((file) => file.failed.length));
  return { ...NOTHING, files, summary: `${sum(files.map(({ passed }) => passed))} passed, ${failed} failed` };
}

export type VitestReport = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

/** A file whose hook or import failed has no failed test of its own: what it says then counts as one. */
export const vitestFiles = ({ testResults }: VitestReport): TestFile[] =>
  testResults.map(({ name, status, message, assertionResults: tests }) => {
    const failed = tests.filter((test) => test.status === 'failed').map(({ fullName }) => fullName);
    if (status === 'failed' && failed.length === 0) failed.push(message.split('\n')[0] || 'broke before its tests');
    return { file: relative(resolve(), name), passed: tests.filter((test) => test.status === 'passed').length, failed };
  });

type Suite = { specs?: { title: string; file: string; tests: { status: string }[] }[]; suites?: Suite[] };
export type PlaywrightReport = { suites: Suite[] };

/** A test that passed only at a second try did not pass. */
export function playwrightFiles({ suites }: PlaywrightReport): TestFile[] {
  const specs = (suite: Suite): NonNullable<Suite['specs']> => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specs),
  ];
  const ran = suites.flatMap(specs).filter(({ tests }) => tests.some(({ status }) => status !== 'skipped'));
  return [...Map.groupBy(ran, ({ file }) => file)].map(([file, own]) => {
    const broken = own.filter(({ tests }) => tests.some(({ status }) => !/^(expected|skipped)$/.test(status)));
    return { file: `e2e/${file}`, passed: own.length - broken.length, failed: broken.map(({ title }) => title) };
  });
}
