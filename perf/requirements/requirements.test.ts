import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../harness/report/verdict.ts';
import { exitCodeOf, judgeAll, type Gap, type State } from './judge.ts';
import { renderRequirements } from './requirements-html.ts';
import { playwrightFiles, vitestFiles, type StepResult } from './read-results.ts';
import { REQUIREMENTS, SECTIONS } from './requirements.ts';
import { planSteps, STEP_NAMES } from './steps.ts';

describe('A11: the list of requirements', () => {
  test('is complete, each with words of its own', () => {
    const ranges = { A: 11, B: 6, C: 11, D: 9, E: 10, F: 14, G: 13, H: 11, I: 4, J: 0, K: 4, Q: 12 };
    const expected = Object.entries(ranges).flatMap(([letter, last]) =>
      last === 0 ? [letter] : Array.from({ length: last }, (_, index) => `${letter}${index + 1}`),
    );
    expect(REQUIREMENTS.map(({ id }) => id)).toEqual(expected);
    expect(Object.keys(SECTIONS)).toEqual(Object.keys(ranges));
    expect(new Set(REQUIREMENTS.map(({ title }) => title)).size).toBe(expected.length);
  });

  test('each proof is a step, or a test file that there is', () => {
    const all = REQUIREMENTS.flatMap(({ proofs }) => proofs);
    expect(all.length).toBeGreaterThan(80);
    const isTest = (proof: string) => /\.(?:test|spec)\.tsx?$/.test(proof) && existsSync(proof);
    expect(all.filter((proof) => !STEP_NAMES.includes(proof) && !isTest(proof))).toEqual([]);
  });

  test('what is known to be missing names requirements that there are, in a sentence', () => {
    const gaps = JSON.parse(readFileSync('perf/requirements/gaps.json', 'utf8')) as Gap[];
    const known = REQUIREMENTS.map(({ id }) => id);
    expect(gaps.flatMap(({ requirements }) => requirements.filter((id) => !known.includes(id)))).toEqual([]);
    expect(gaps.filter(({ missing }) => !/^[A-Z\d`].{20,}\.$/u.test(missing))).toEqual([]);
  });
});

describe('A11: what a step wrote', () => {
  const vitest = (status: string, ...statuses: string[]) =>
    vitestFiles({
      testResults: [
        {
          name: resolve('db/a.test.ts'),
          status,
          message: 'no database\nat …',
          assertionResults: statuses.map((one) => ({ fullName: `it ${one}`, status: one })),
        },
      ],
    });

  test('vitest: by file, what passed and what failed; what was skipped is neither', () => {
    expect(vitest('failed', 'passed', 'failed', 'skipped')).toEqual([
      { file: 'db/a.test.ts', passed: 1, failed: ['it failed'] },
    ]);
  });

  test('vitest: a file that broke before its tests failed', () => {
    expect(vitest('failed', 'skipped')).toEqual([{ file: 'db/a.test.ts', passed: 0, failed: ['no database'] }]);
  });

  test('Playwright: at any depth; a pass at a second try is none', () => {
    const spec = (title: string, status: string) => ({ title, file: 'a.spec.ts', tests: [{ status }] });
    expect(
      playwrightFiles({
        suites: [
          { specs: [spec('asks', 'expected'), spec('fails', 'unexpected'), spec('waits', 'skipped')] },
          { suites: [{ specs: [spec('at last', 'flaky')] }] },
        ],
      }),
    ).toEqual([{ file: 'e2e/a.spec.ts', passed: 1, failed: ['fails', 'at last'] }]);
  });
});

/** E2 is shown by one file, A6 by a file and a step, K1 by a step's exit code; nothing shows H1. */
const SOME = [
  { id: 'E2', section: 'E', title: 'Walls <b>', proofs: ['db/scope.test.ts'] },
  { id: 'A6', section: 'A', title: 'A weekend', proofs: ['a/load.test.ts', 'traffic'] },
  { id: 'K1', section: 'K', title: 'The stack', proofs: ['check'] },
  { id: 'H1', section: 'H', title: 'Tenants', proofs: [] },
];
const step = (name: string, more: Partial<StepResult> = {}): StepResult => ({
  name,
  title: `The ${name}`,
  command: `npm run ${name}`,
  state: 'passed',
  exitCode: 0,
  seconds: 60,
  log: `requirements/x/${name}.log`,
  files: [],
  verdicts: [],
  summary: 'exit code 0',
  ...more,
});
const tests = (file: string, failed: string[] = []) => step('tests', { files: [{ file, passed: 2, failed }] });
const weekend = (more: Partial<Verdict> = {}) =>
  step('traffic', { verdicts: [{ requirements: ['A6'], what: 'load', figure: 'p95 9 ms', passed: true, ...more }] });
const judged = (id: string, results: StepResult[], gaps: Gap[] = []) =>
  judgeAll(SOME, results, gaps).find((one) => one.id === id)!;

describe('A11: the state of a requirement', () => {
  test('shown by its proof, and by nothing else', () => {
    expect(judged('E2', [tests('db/scope.test.ts')])).toMatchObject({ state: 'shown', missing: [] });
    expect(judged('E2', [tests('app/elsewhere.test.ts')]).state).toBe('not-shown');
    expect(judged('H1', [tests('db/scope.test.ts')]).state).toBe('not-shown');
  });

  test('by the exit code of a step that says nothing else, when it ran', () => {
    expect(judged('K1', [step('check')]).state).toBe('shown');
    expect(judged('K1', [step('check', { state: 'failed', exitCode: 1 })]).state).toBe('fails');
    expect(judged('K1', [step('check', { state: 'skipped', exitCode: null })]).state).toBe('not-shown');
  });

  test('by the figures of a step that speak of it', () => {
    const file = tests('a/load.test.ts');
    expect(judged('A6', [file, weekend()])).toMatchObject({
      state: 'shown',
      proofs: [{}, { figures: ['load: p95 9 ms'] }],
    });
    expect(judged('A6', [file, weekend({ passed: false })]).state).toBe('fails');
    expect(judged('A6', [file, weekend({ requirements: ['A5'] })]).missing).toEqual(['Its proof traffic did not run.']);
  });

  test('each of its proofs has to run', () => {
    expect(judged('A6', [weekend()])).toMatchObject({
      state: 'partly',
      missing: ['Its proof a/load.test.ts did not run.'],
    });
  });

  test('one failed test of its proof fails it, on either database, whatever is missing', () => {
    const gaps = [{ requirements: ['E2'], missing: 'Something.' }];
    const native = { ...tests('db/scope.test.ts', ['one']), name: 'native' };
    expect(judged('E2', [tests('db/scope.test.ts'), native], gaps).state).toBe('fails');
  });

  test('what is known to be missing, or was run smaller than is asked, makes it partly shown', () => {
    const gaps = [{ requirements: ['E2', 'H1'], missing: 'The page.' }];
    expect(judged('E2', [tests('db/scope.test.ts')], gaps)).toMatchObject({ state: 'partly', missing: ['The page.'] });
    expect(judged('H1', [], gaps)).toMatchObject({ state: 'not-shown', missing: ['The page.'] });
    expect(judged('A6', [tests('a/load.test.ts'), weekend({ short: '10 owners, not 50' })])).toMatchObject({
      state: 'partly',
      missing: ['10 owners, not 50'],
    });
  });
});

test('A11: the exit code is 0 only when everything ran and is shown', () => {
  const run = (states: State[], steps: StepResult['state'][] = ['passed'], interrupted = false) =>
    exitCodeOf({
      interrupted,
      steps: steps.map((state) => ({ state })),
      requirements: states.map((state) => ({ state })),
    });
  expect(run(['shown', 'shown'])).toBe(0);
  expect([run(['shown', 'partly']), run(['not-shown']), run(['shown'], ['passed', 'skipped'])]).toEqual([2, 2, 2]);
  expect([run(['shown', 'not-shown', 'fails']), run(['shown'], ['failed'])]).toEqual([1, 1]);
  expect(run(['fails'], ['failed'], true)).toBe(130);
});

test('A11: the plan takes the load’s profile and database', () => {
  const plan = planSteps('smoke', 'native');
  expect(plan.find(({ name }) => name === 'traffic')?.command.join(' ')).toBe(
    'loadtest:traffic -- --database native --profile smoke',
  );
  expect(plan.filter(({ native }) => native).map(({ name }) => name)).toEqual(['native', 'speed', 'instances']);
});

test('A11: the page shows each requirement with its state and its proofs, and escapes what comes from outside', () => {
  const results = [tests('db/scope.test.ts', ['one <script>']), weekend({ figure: '<img src=x>' })];
  const page = renderRequirements(
    {
      startedAt: '2026-11-21T10:00:00.000Z',
      command: 'npm run requirements --only "<i>"',
      commit: 'abc1234',
      machine: '2 × <u>',
      exitCode: 1,
      steps: results,
      requirements: judgeAll(SOME, results, [{ requirements: ['H1'], missing: 'The <s> page.' }]),
    },
    { A: 'Load', E: 'Security', H: 'Platform', K: 'The <q> whole' },
  );
  expect(page).toContain('<h1>Not ready: something failed</h1>');
  expect(page).not.toMatch(/<(?:b|script|img|i|u|s|q)>|<img|undefined|\[object/);
  const rows = [...page.matchAll(/<tr id="(\w+)">.*?<strong>(.*?)<\/strong>/g)].map(
    ([, id, state]) => `${id} ${state}`,
  );
  expect(rows).toEqual(['A6 ◐ partly', 'E2 ✗ fails', 'H1 – not shown', 'K1 – not shown']);
  expect(page).toContain('<a href="../db/scope.test.ts">db/scope.test.ts</a>: 2 passed, 1 failed');
  expect(page).toContain('Failed: one &lt;script&gt;');
  expect(page).toContain('load: &lt;img src=x&gt;');
  expect(page).toContain('Missing: Its proof a/load.test.ts did not run.');
});
