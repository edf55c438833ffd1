import type { ProfileName, SuiteName } from '../lib/load-input.ts';

export type Step = {
  name: string;
  title: string;
  /** After `npm run`. */
  command: readonly string[];
  /** What it writes; absent where the exit code is all. */
  result?: { kind: 'vitest' | 'playwright' | 'verdicts'; file: string };
  /** Needs native PostgreSQL with pgvector. */
  native?: boolean;
};

const verdicts = (name: string, title: string, command: string[], folder: string): Step => ({
  name,
  title,
  command,
  result: { kind: 'verdicts', file: `reports/${folder}.json` },
});

const vitest = (name: string, title: string, script: string): Step => {
  const file = `reports/${name}/latest.json`;
  const command = [script, '--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return { name, title, command, result: { kind: 'vitest', file } };
};

/** Everything that the requirements report runs, in its order. */
export function planSteps(profile: ProfileName | undefined, database: 'embedded' | 'native'): Step[] {
  const load = (suite: SuiteName, title: string): Step => {
    const options = ['--database', database, ...(profile ? ['--profile', profile] : [])];
    return verdicts(suite, title, [`loadtest:${suite}`, '--', ...options], `${suite}/latest`);
  };
  return [
    { name: 'check', title: 'Types, linter, import rules, unused code', command: ['check'] },
    vitest('tests', 'Unit and integration tests', 'test:unit'),
    { ...vitest('native', 'Integration tests on native PostgreSQL', 'test:native'), native: true },
    {
      name: 'acceptance',
      title: 'People’s journeys in a browser',
      command: ['test:e2e'],
      result: { kind: 'playwright', file: 'reports/acceptance/latest.json' },
    },
    verdicts('eval', 'Labelled questions', ['eval'], 'eval/latest'),
    // Before the load tests proper, whose reports then take the place of its small ones.
    verdicts(
      'deployment',
      'Load tests aimed at a running deployment',
      ['prove:target', '--', '--database', database],
      'running-target/latest',
    ),
    load('rag', 'Load: retrieval'),
    load('chat', 'Load: questions and answers'),
    load('onboarding', 'Load: onboarding'),
    load('traffic', 'Load: a hand-over weekend'),
    { ...verdicts('speed', 'Speed, as ratios of one run', ['bench:speed'], 'bench/speed'), native: true },
    {
      name: 'instances',
      title: 'Two instances of one deployment',
      command: ['stress:instances'],
      native: true,
    },
    verdicts('logs', 'Logs under stress', ['stress:logs'], 'log-stress/latest'),
  ];
}

export const STEP_NAMES = planSteps(undefined, 'embedded').map(({ name }) => name);
