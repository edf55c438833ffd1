import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { changesBetween, exitCodeOf, judgeAll, type Gap, type State } from './judge.ts';
import { readResult } from './read-result.ts';
import { REQUIREMENTS } from './requirements.ts';
import { planSteps, STEP_NAMES } from './steps.ts';

/** E2 is shown by one file, A6 by a file and a step; nothing shows H1. */
const SOME = [
  { id: 'E2', section: 'E', title: 'Walls', proofs: ['db/scope.test.ts'] },
  { id: 'A6', section: 'A', title: 'A weekend', proofs: ['a/load.test.ts', 'traffic'] },
  { id: 'H1', section: 'H', title: 'Tenants', proofs: [] },
];
const evidence = (id: string, place = 'db/scope.test.ts', more: Partial<Evidence> = {}): Evidence => ({
  requirements: [id],
  step: 'tests',
  kind: 'test',
  what: 'a test',
  place,
  passed: true,
  ...more,
});
const weekend: Evidence = { requirements: ['A6'], step: 'traffic', kind: 'figure', what: 'load', passed: true };
const stateOf = (id: string, all: Evidence[], gaps: Gap[] = []) =>
  judgeAll(all, gaps, SOME).find((one) => one.id === id)!;

describe('A11: the state of a requirement', () => {
  test('shown by its proof alone, under its number', () => {
    expect(stateOf('E2', [evidence('E2')]).state).toBe('shown');
    expect(stateOf('E2', [evidence('E2', 'app/elsewhere.test.ts')]).state).toBe('not-shown');
    expect(stateOf('E2', [evidence('E3')]).state).toBe('not-shown');
    expect(judgeAll([], []).filter(({ state }) => state === 'not-shown')).toHaveLength(REQUIREMENTS.length);
  });

  test('without a proof nothing shows it', () => {
    expect(stateOf('H1', [evidence('H1')]).state).toBe('not-shown');
  });

  test('each of its proofs has to run', () => {
    expect(stateOf('A6', [evidence('A6', 'a/load.test.ts'), weekend])).toMatchObject({ state: 'shown', missing: [] });
    expect(stateOf('A6', [evidence('A6', 'a/load.test.ts')])).toMatchObject({
      state: 'partly',
      missing: ['Its proof traffic did not run.'],
    });
    expect(stateOf('A6', [weekend]).missing).toEqual(['Its proof a/load.test.ts did not run.']);
  });

  test('one failed piece of evidence fails it, proof or not', () => {
    expect(stateOf('E2', [evidence('E2'), evidence('E2', 'app/elsewhere.test.ts', { passed: false })]).state).toBe(
      'fails',
    );
    expect(
      stateOf(
        'E2',
        [evidence('E2', 'db/scope.test.ts', { passed: false })],
        [{ requirements: ['E2'], missing: 'Something.' }],
      ).state,
    ).toBe('fails');
  });

  test('what is known to be missing makes it partly shown at most', () => {
    const gaps = [{ requirements: ['E2', 'H1'], missing: 'The page.' }];
    expect(stateOf('E2', [evidence('E2')], gaps)).toMatchObject({ state: 'partly', missing: ['The page.'] });
    expect(stateOf('H1', [evidence('E2')], gaps)).toMatchObject({ state: 'not-shown', missing: ['The page.'] });
    expect(stateOf('A6', [evidence('A6', 'a/load.test.ts'), weekend], gaps).state).toBe('shown');
  });

  test('a run that did less than is asked shows it partly', () => {
    const less = { ...weekend, short: '10 owners, not 50' };
    expect(stateOf('A6', [evidence('A6', 'a/load.test.ts'), less])).toMatchObject({
      state: 'partly',
      missing: ['10 owners, not 50'],
    });
  });
});

describe('A11: the exit code', () => {
  const run = (
    states: State[],
    steps: ('passed' | 'failed' | 'skipped' | 'not possible')[] = ['passed'],
    interrupted = false,
  ) =>
    exitCodeOf({
      interrupted,
      steps: steps.map((state) => ({ state })),
      requirements: states.map((state) => ({ state })),
    });

  test('0 only when everything ran and is shown', () => {
    expect(run(['shown', 'shown'])).toBe(0);
    expect(run(['shown', 'partly'])).toBe(2);
    expect(run(['shown', 'not-shown'])).toBe(2);
    expect(run(['shown'], ['passed', 'skipped'])).toBe(2);
    expect(run(['shown'], ['passed', 'not possible'])).toBe(2);
  });

  test('1 when a step or a requirement failed, 130 when it was interrupted', () => {
    expect(run(['shown', 'not-shown', 'fails'])).toBe(1);
    expect(run(['shown'], ['failed'])).toBe(1);
    expect(run(['fails'], ['failed'], true)).toBe(130);
  });

  test('what changed since the last run; what that run did not know was not shown', () => {
    expect(
      changesBetween(
        [
          { id: 'E1', state: 'shown' },
          { id: 'E2', state: 'partly' },
        ],
        [
          { id: 'E1', state: 'fails' },
          { id: 'E2', state: 'partly' },
          { id: 'E3', state: 'shown' },
        ],
      ),
    ).toEqual([
      { id: 'E1', from: 'shown', to: 'fails' },
      { id: 'E3', from: 'not-shown', to: 'shown' },
    ]);
  });
});

describe('A11: results of an earlier run never count', () => {
  const step = planSteps({ profile: 'smoke', database: 'embedded', hasNative: false, port: 1 }).find(
    ({ name }) => name === 'chat',
  )!;
  let root: string;
  const startedAt = Date.parse('2026-11-21T10:00:00Z');
  const write = async (text: string, written: number) => {
    await mkdir(join(root, 'reports/chat'), { recursive: true });
    await writeFile(join(root, 'reports/chat/latest.json'), text);
    await utimes(join(root, 'reports/chat/latest.json'), written / 1000, written / 1000);
    return readResult(step, { root, startedAt, log: 'chat.log' });
  };
  const report = (began: string) =>
    JSON.stringify({
      suite: 'chat',
      startedAt: began,
      verdicts: [{ requirements: ['A4'], what: 'p95', figure: '1 ms', passed: true }],
    });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'openhouse-readiness-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test('a file of this run counts, and leads to its own page', async () => {
    const read = await write(report('2026-11-21T10:00:01.500Z'), startedAt + 5_000);
    expect(read.evidence).toMatchObject([{ requirements: ['A4'], link: 'chat/2026-11-21T10-00-01-500Z.html' }]);
    expect(read.problems).toEqual([]);
  });

  test.each([
    ['written before the step began', report('2026-11-21T10:00:01Z'), startedAt - 1_000, /wrote no new/],
    ['written now about work of before', report('2026-11-21T09:59:59Z'), startedAt + 5_000, /began before this run/],
    ['without a moment', JSON.stringify({ verdicts: [] }), startedAt + 5_000, /began before this run/],
    ['half written', '{"suite":', startedAt + 5_000, /cannot be read/],
  ])('%s is no evidence, and that is told', async (_what, text, written, problem) => {
    const read = await write(text, written);
    expect(read.evidence).toEqual([]);
    expect(read.problems).toEqual([expect.stringMatching(problem)]);
  });

  test('a missing file is told', async () => {
    expect((await readResult(step, { root, startedAt, log: '' })).problems).toEqual([
      'chat left no reports/chat/latest.json: see its log.',
    ]);
  });
});

describe('A11: the command line', () => {
  test('everything by default; some steps, or all but some', () => {
    expect(readArguments([])).toEqual({ steps: [...STEP_NAMES], profile: undefined, database: undefined, help: false });
    expect(readArguments(['--only', 'tests,load']).steps).toEqual(['tests', 'rag', 'chat', 'onboarding', 'traffic']);
    expect(readArguments(['--skip', 'load', '--skip', 'native']).steps).toEqual([
      'environment',
      'check',
      'tests',
      'acceptance',
      'eval',
      'deployment',
      'speed',
      'logs',
    ]);
    expect(readArguments(['--profile', 'smoke', '--database', 'embedded'])).toMatchObject({
      profile: 'smoke',
      database: 'embedded',
    });
  });

  test.each([[['--only', 'nothing']], [['--profile', 'huge']], [['--only', 'eval', '--skip', 'eval']], [['--frob']]])(
    '%j is explained',
    (args) => {
      expect(() => readArguments(args)).toThrow(UsageError);
    },
  );

  test('the plan has every step in its order, the load on the database that is there', () => {
    const plan = planSteps({ profile: 'smoke', database: 'native', hasNative: false, port: 5123 });
    expect(plan.map(({ name }) => name)).toEqual([...STEP_NAMES]);
    expect(plan.filter(({ impossible }) => impossible).map(({ name }) => name)).toEqual(['native', 'speed']);
    expect(plan.find(({ name }) => name === 'traffic')?.command).toEqual([
      'npm',
      'run',
      'loadtest:traffic',
      '--',
      '--database',
      'native',
      '--profile',
      'smoke',
    ]);
    expect(plan.find(({ name }) => name === 'acceptance')?.env).toEqual({ E2E_PORT: '5123' });
  });
});
