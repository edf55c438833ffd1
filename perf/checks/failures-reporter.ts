import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import type { Failure } from './name-failures.ts';

/** Where the failures of a run stand, below the folder that it ran in: a list of `Failure`. */
export const FAILURES_FILE = 'reports/tests/failures.json';

type Broken = { message?: string; diff?: string; stack?: string };

/** The difference is what a reader looks for first; vitest's own JSON report leaves it out. */
const textOf = ({ message = '', diff, stack }: Broken) => [stack?.split('\n')[0] || message, diff, stack].join('\n');

const ofModule = (module: TestModule): Failure[] => {
  const file = relative(process.cwd(), module.moduleId);
  const outside = [module, ...module.children.allSuites()].flatMap((one) =>
    one.errors().map((error) => ({
      name: one.type === 'suite' ? `${file} > ${one.fullName} (its hooks)` : file,
      error: textOf(error),
    })),
  );
  const failed = [...module.children.allTests('failed')].map((test) => ({
    name: `${file} > ${test.fullName}`,
    error: (test.result().errors ?? []).map(textOf).join('\n'),
  }));
  return [...outside, ...failed];
};

/** Writes what failed in a run of vitest, what broke in hooks, imports and outside any test included. */
export default class FailuresReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly Broken[]): void {
    const failures: Failure[] = [
      ...modules.flatMap(ofModule),
      ...unhandled.map((error) => ({ name: 'outside any test', error: textOf(error) })),
    ];
    mkdirSync(dirname(FAILURES_FILE), { recursive: true });
    writeFileSync(FAILURES_FILE, JSON.stringify(failures));
  }
}
