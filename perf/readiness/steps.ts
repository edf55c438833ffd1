import type { ProfileName, SuiteName } from '../lib/load-input.ts';

export const STEP_NAMES = [
  'environment',
  'check',
  'tests',
  'native',
  'acceptance',
  'eval',
  'deployment',
  'rag',
  'chat',
  'onboarding',
  'traffic',
  'speed',
  'logs',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export type Step = {
  name: StepName;
  title: string;
  /** As a person would type it. */
  command: readonly [program: string, ...args: string[]];
  env?: Record<string, string>;
  /** What it writes; null where the exit code is all. */
  result: { kind: 'vitest' | 'playwright' | 'verdicts'; file: string } | null;
  /** What the exit code alone is evidence for. */
  shows?: { requirements: string[]; what: string };
  /**
   * Needs the settings of whoever runs it; all others run without, so that no real model is asked and no real database
   * touched.
   */
  ownSettings?: boolean;
  /** Why it cannot run on this machine. */
  impossible?: string;
};

/** The command as a person would type it to see the same. */
export const commandOf = ({ command }: Step) =>
  command
    .filter((part) => !/^--(reporter|outputFile)/.test(part))
    .join(' ')
    .replace(/ --$/, '');

type Options = { profile: ProfileName | undefined; database: 'embedded' | 'native'; hasNative: boolean; port: number };

const vitest = (script: string, folder: string) =>
  [
    'npm',
    'run',
    script,
    '--',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=reports/${folder}/latest.json`,
  ] as const;

const NO_NATIVE =
  'There is no PostgreSQL 15 or newer with pgvector 0.8 on this machine: `npm run db:native` installs it on Debian 12.';

/** Everything that the readiness report runs, in its order. */
export function planSteps({ profile, database, hasNative, port }: Options): Step[] {
  const load = (suite: SuiteName, title: string): Step => ({
    name: suite,
    title,
    command: [
      'npm',
      'run',
      `loadtest:${suite}`,
      '--',
      '--database',
      database,
      ...(profile ? ['--profile', profile] : []),
    ],
    result: { kind: 'verdicts', file: `reports/${suite}/latest.json` },
  });
  return [
    {
      name: 'environment',
      title: 'What this machine has',
      command: ['node', 'perf/readiness/check-environment.ts'],
      result: { kind: 'verdicts', file: 'reports/environment/latest.json' },
      ownSettings: true,
    },
    {
      name: 'check',
      title: 'Types, linter, import rules, unused code',
      command: ['npm', 'run', 'check'],
      result: null,
      shows: {
        requirements: ['K1'],
        what: 'Strict TypeScript, linter, import rules and unused code have nothing to say',
      },
    },
    {
      name: 'tests',
      title: 'Unit and integration tests',
      command: vitest('test:unit', 'tests'),
      result: { kind: 'vitest', file: 'reports/tests/latest.json' },
    },
    {
      name: 'native',
      title: 'Integration tests on native PostgreSQL',
      command: vitest('test:native', 'tests-native'),
      result: { kind: 'vitest', file: 'reports/tests-native/latest.json' },
      ...(hasNative ? {} : { impossible: NO_NATIVE }),
    },
    {
      name: 'acceptance',
      title: 'People’s journeys in a browser',
      command: ['npm', 'run', 'test:e2e'],
      env: { E2E_PORT: String(port) },
      result: { kind: 'playwright', file: 'reports/acceptance/latest.json' },
    },
    {
      name: 'eval',
      title: 'Labelled questions',
      command: ['npm', 'run', 'eval'],
      result: { kind: 'verdicts', file: 'reports/eval/latest.json' },
    },
    // Before the load tests proper, whose reports then take the place of its small ones.
    {
      name: 'deployment',
      title: 'Load tests aimed at a running deployment',
      command: ['node', 'perf/harness/prove-running-target.ts', '--database', database],
      result: { kind: 'verdicts', file: 'reports/running-target/latest.json' },
    },
    load('rag', 'Load: retrieval'),
    load('chat', 'Load: questions and answers'),
    load('onboarding', 'Load: onboarding'),
    load('traffic', 'Load: a hand-over weekend'),
    {
      name: 'speed',
      title: 'Speed, as ratios of one run',
      command: ['npm', 'run', 'bench:speed'],
      result: { kind: 'verdicts', file: 'reports/bench/speed.json' },
      ...(hasNative ? {} : { impossible: NO_NATIVE }),
    },
    {
      name: 'logs',
      title: 'Logs under stress',
      command: ['npm', 'run', 'stress:logs'],
      result: { kind: 'verdicts', file: 'reports/log-stress/latest.json' },
    },
  ];
}
