import { parseArgs } from 'node:util';
import { PROFILE_NAMES, SUITES, type ProfileName } from '../lib/load-input.ts';
import { STEP_NAMES, type StepName } from './steps.ts';

export type ReadinessArguments = {
  steps: StepName[];
  /** Undefined: each suite's own default. */
  profile: ProfileName | undefined;
  /** Undefined: native where there is one. */
  database: 'embedded' | 'native' | undefined;
  help: boolean;
};

export const USAGE = `Usage: npm run readiness -- [options]
Runs the checks, tests, journeys, evaluation, load tests and log stress, and writes reports/readiness.html and .json:
every requirement with what this run has shown of it.
  --only <steps>      some steps, by commas: ${STEP_NAMES.join(', ')}; load stands for ${SUITES.join(', ')}
  --skip <steps>      all but these
  --profile <name>    of the load: ${PROFILE_NAMES.join(', ')}; default: each suite's own, pilot, for traffic: traffic
  --database <name>   for the load: embedded or native; default native where PostgreSQL with pgvector is installed
What did not run in this run is "not shown", whatever earlier runs have shown.
Exit code: 0 everything ran and every requirement is shown · 1 a step or a requirement failed · 2 nothing failed, but
something is shown partly or not at all, or a step did not run · 130 after Ctrl-C, with what ran until then · 64 the
command line is not understood.`;

/** The command line is not understood. */
export class UsageError extends Error {}

/** Reads the command line. Throws a UsageError with the usage when it is not understood. */
export function readArguments(args: readonly string[]): ReadinessArguments {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        skip: { type: 'string', multiple: true },
        profile: { type: 'string' },
        database: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`, { cause });
  }
  const only = values.only ? stepsOf('--only', values.only) : [...STEP_NAMES];
  const skip = values.skip ? stepsOf('--skip', values.skip) : [];
  const steps = STEP_NAMES.filter((name) => only.includes(name) && !skip.includes(name));
  if (steps.length === 0) throw new UsageError(`--only and --skip leave no step to run.\n${USAGE}`);
  return {
    steps,
    profile: values.profile === undefined ? undefined : oneOf('--profile', values.profile, PROFILE_NAMES),
    database:
      values.database === undefined ? undefined : oneOf('--database', values.database, ['embedded', 'native'] as const),
    help: values.help ?? false,
  };
}

function stepsOf(option: string, given: readonly string[]): StepName[] {
  const names = given
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter(Boolean);
  return names.flatMap((name) => (name === 'load' ? [...SUITES] : [oneOf(option, name, STEP_NAMES)]));
}

function oneOf<T extends string>(what: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (!found) throw new UsageError(`${what} must be one of ${known.join(', ')}, not "${value}".\n${USAGE}`);
  return found;
}
