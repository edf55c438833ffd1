import type { JSONReport } from '@playwright/test/reporter';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILURES_FILE } from './failures-reporter.ts';
import { describeFailures, journeyFailures, type Failure } from './name-failures.ts';

describe('what vitest says has failed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'openhouse-failures-'));
  let failures: Failure[];
  beforeAll(() => {
    writeFileSync(
      join(folder, 'mixed.test.ts'),
      `describe('a room', () => {
         test('is warm', () => { expect({ degrees: 12 }).toEqual({ degrees: 20 }); });
         test('is dry', () => { expect(1).toBe(1); });
       });
       describe('a cellar', () => {
         beforeAll(() => { throw new Error('no key'); });
         test('is dark', () => { expect(1).toBe(1); });
       });`,
    );
    writeFileSync(join(folder, 'broken.test.ts'), `import './nowhere.ts';\ntest('is never begun', () => {});`);
    writeFileSync(
      join(folder, 'loose.test.ts'),
      `test('leaves a promise', () => { void Promise.reject(new Error('nobody waits')); });`,
    );
    mkdirSync(join(folder, 'node_modules'));
    const vitest = resolve('node_modules/vitest/vitest.mjs');
    const options = ['--root', '.', '--globals', '--reporter', resolve('perf/checks/failures-reporter.ts')];
    const ran = spawnSync(process.execPath, [vitest, 'run', ...options], { cwd: folder, encoding: 'utf8' });
    if (ran.status !== 1) throw new Error(`vitest ended with ${ran.status}: ${ran.stderr}`);
    failures = JSON.parse(readFileSync(join(folder, FAILURES_FILE), 'utf8'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is named with its file: tests, hooks, imports and what was outside of any', () => {
    expect(failures.map(({ name }) => name).toSorted()).toEqual([
      'broken.test.ts',
      'mixed.test.ts > a cellar (its hooks)',
      'mixed.test.ts > a room > is warm',
      'outside any test',
    ]);
  });

  test('comes with the difference, or with what was thrown', () => {
    const said = describeFailures(failures).join('\n');
    expect(said).toMatch(/is warm\n +AssertionError: .*\n(?:.*\n){0,6} +- +"degrees": 20,\n +\+ +"degrees": 12,/);
    expect(said).toMatch(/its hooks\)\n +Error: no key/);
    expect(said).toMatch(/broken\.test\.ts\n.*nowhere/);
    expect(said).toMatch(/outside any test\n +Error: nobody waits/);
  });
});

describe('what Playwright says has failed', () => {
  const spec = (title: string, status: string, errors: { message: string }[] = []) => ({
    title,
    file: 'isolation/walls.spec.ts',
    line: 7,
    tests: [
      { status, expectedStatus: 'passed', results: [{ status: errors.length > 0 ? 'failed' : 'skipped', errors }] },
    ],
  });
  const report = (errors: { message: string }[]) =>
    ({
      errors,
      suites: [
        {
          title: 'isolation/walls.spec.ts',
          specs: [spec('stands', 'expected'), spec('waits', 'skipped')],
          suites: [
            {
              title: 'a neighbour',
              specs: [
                spec('sees nothing', 'unexpected', [{ message: '\u001B[31mError: saw a page\u001B[39m\n  at line 9' }]),
                spec('is refused', 'unexpected'),
              ],
            },
          ],
        },
      ],
    }) as unknown as JSONReport;

  test('is named by file, line and titles, without colours', () => {
    expect(describeFailures(journeyFailures(report([])))).toEqual([
      '  e2e/isolation/walls.spec.ts:7 > a neighbour > sees nothing',
      '    Error: saw a page',
      '      at line 9',
      '  e2e/isolation/walls.spec.ts:7 > a neighbour > is refused',
      '    It should have passed, and ended: skipped.',
    ]);
  });

  test('begins with what broke before any journey', () => {
    expect(journeyFailures(report([{ message: 'Process from config.webServer was not able to start.' }]))[0]).toEqual({
      name: 'outside any journey',
      error: 'Process from config.webServer was not able to start.',
    });
  });
});

describe('the end of a run', () => {
  test('shows thirty lines of an error and twenty failures', () => {
    const error = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`).join('\n');
    const lines = describeFailures(Array.from({ length: 23 }, (_, index) => ({ name: `test ${index + 1}`, error })));
    expect(lines).toHaveLength(20 * 32 + 1);
    expect(lines.slice(29, 33)).toEqual(['    line 29', '    line 30', '    (20 more lines above)', '  test 2']);
    expect(lines.at(-1)).toBe('  and 3 more, see above');
  });

  test('cuts a line of unbounded length', () => {
    expect(describeFailures([{ name: 'a test', error: 'x'.repeat(100_000) }])[1]).toHaveLength(404);
  });
});
