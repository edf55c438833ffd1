import { parseArgs } from 'node:util';
import { PROFILE_NAMES, SUITES, type ProfileName, type SuiteName } from '../lib/load-input.ts';

export const PROOFS = ['slow', 'wrong-answers', 'expired-token'] as const;
export type Proof = (typeof PROOFS)[number];

/** Which suites a proof concerns: onboarding makes its tokens by scanning, retrieval has no answers. */
const NOTICES: Record<Proof, readonly SuiteName[]> = {
  slow: SUITES,
  'wrong-answers': ['chat', 'traffic'],
  'expired-token': ['rag', 'chat', 'traffic'],
};

export type LoadArguments = {
  suites: SuiteName[];
  /** Undefined: each suite's own default. */
  profile: ProfileName | undefined;
  database: 'embedded' | 'native';
  /** Spoils the run on purpose, to show that it then fails. */
  prove: Proof | undefined;
  /** Houses beside the twenty of the pilot, in the harness's own database. */
  extraHouses: number;
  help: boolean;
};

export const USAGE = `Usage: npm run loadtest:<${SUITES.join('|')}|all> -- [options]
  --profile <${PROFILE_NAMES.join('|')}>   default pilot, for traffic: traffic
  --database <embedded|native>             default embedded; native needs PostgreSQL 15 with pgvector
                                           (npm run db:native), or set DATABASE_URL
  --houses <number>                        houses beside the pilot's twenty, default 200
  --prove <${PROOFS.join('|')}>            spoils the run on purpose: it must then end with a code other than 0
Environment: BASE_URL aims at a running deployment (with SESSION_SECRET, or QR_LINKS naming a file of its printed
  links), DATABASE_URL at an existing PostgreSQL, K6_BIN at a k6 2.x.`;

/** Reads the command line. Throws an Error with the usage when it is not understood. */
export function readArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): LoadArguments {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string' },
        database: { type: 'string' },
        houses: { type: 'string' },
        prove: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`, { cause });
  }
  const { values, positionals } = parsed;
  const [suite, ...rest] = positionals;
  if (values.help)
    return { suites: [], profile: undefined, database: 'embedded', prove: undefined, extraHouses: 0, help: true };
  if (suite === undefined || rest.length > 0) throw new Error(`Name one suite.\n${USAGE}`);
  const suites = suite === 'all' ? [...SUITES] : [oneOf('suite', suite, SUITES)];
  const prove = values.prove === undefined ? undefined : oneOf('--prove', values.prove, PROOFS);
  const blind = prove === undefined ? [] : suites.filter((name) => !NOTICES[prove].includes(name));
  if (blind.length > 0)
    throw new Error(
      `--prove ${prove} spoils nothing that ${blind.join(', ')} would notice: use it with ` +
        `${NOTICES[prove!].join(', ')}.\n${USAGE}`,
    );
  const houses = Number(values.houses ?? 200);
  if (!Number.isInteger(houses) || houses < 0 || houses > 5_000)
    throw new Error(`--houses must be a whole number from 0 to 5000.\n${USAGE}`);
  return {
    suites,
    profile: values.profile === undefined ? undefined : oneOf('--profile', values.profile, PROFILE_NAMES),
    database:
      values.database === undefined
        ? env['DATABASE_URL']
          ? 'native'
          : 'embedded'
        : oneOf('--database', values.database, ['embedded', 'native'] as const),
    prove,
    extraHouses: houses,
    help: false,
  };
}

/** The profile that a suite has by itself. */
export function defaultProfile(suite: SuiteName): ProfileName {
  return suite === 'traffic' ? 'traffic' : 'pilot';
}

function oneOf<T extends string>(what: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (!found) throw new Error(`${what} must be one of ${known.join(', ')}, not "${value}".\n${USAGE}`);
  return found;
}
