import { deriveQrToken } from '#app/platform/tokens.ts';
import { PILOT_TENANT } from '#db/seed/longview/houses.ts';
import type { LoadHouse } from '../../lib/load-input.ts';
import type { LoadArguments, Proof } from '../arguments.ts';
import { startOwnTarget, type OwnTarget } from './own-target.ts';
import type { ProcessLedger } from '../processes.ts';
import { readRemoteTarget } from './remote-target.ts';
import type { Target } from '../run-suite.ts';
import { loadHouses, pilotHouses } from './seed-load-houses.ts';
import { generateTestJWTBatch } from './tokens.ts';

const DATABASES = { embedded: 'embedded PGlite', native: 'native PostgreSQL' } as const;

export type OpenTarget = Target & { kind: 'own' | 'running'; database: string };

type Options = {
  arguments: LoadArguments;
  env: Readonly<Record<string, string | undefined>>;
  runFolder: string;
  ledger: ProcessLedger;
  tell: (line: string) => void;
};

/** The server to load: the one BASE_URL names, else one of the harness's own. Throws with what is missing. */
export async function openTarget(options: Options): Promise<OpenTarget> {
  const { env, runFolder, ledger, tell } = options;
  const { database, extraHouses, prove } = options.arguments;
  if (env['BASE_URL']) {
    if (prove === 'expired-token')
      throw new Error('--prove expired-token needs a server of the harness’s own: unset BASE_URL.');
    const remote = await readRemoteTarget(env);
    return {
      ...remote,
      pid: undefined,
      hasEnded: () => false,
      embeddedDatabase: remote.database === 'embedded',
      kind: 'running',
      database: DATABASES[remote.database],
    };
  }
  const own = await startOwnTarget({
    database,
    databaseUrl: env['DATABASE_URL'] || undefined,
    extraHouses,
    runFolder,
    ledger,
    tell,
  });
  return {
    baseUrl: own.baseUrl,
    tenantSlug: PILOT_TENANT.slug,
    developmentId: own.developmentId,
    houses: await housesOf(own, extraHouses, prove),
    developer: own.signIns.find(({ role }) => role === 'developer') ?? null,
    pid: own.server.pid,
    hasEnded: () => own.server.exitCode !== null || own.server.signalCode !== null,
    embeddedDatabase: database === 'embedded',
    kind: 'own',
    database: DATABASES[database],
  };
}

const TWO_DAYS_MS = 2 * 86_400_000;

/**
 * The pilot's houses first, then the added ones, each with its token; to prove that it shows, every second token is one
 * that has expired.
 */
export async function housesOf(own: OwnTarget, extraHouses: number, prove?: Proof): Promise<LoadHouse[]> {
  const { secret, tenantId, developmentId } = own;
  const seeded = [...pilotHouses(), ...loadHouses(extraHouses)];
  const payloads = seeded.map(({ house_id, house_type }) => ({
    tenant_id: tenantId,
    development_id: developmentId,
    house_id,
    house_type,
  }));
  const tokens = await generateTestJWTBatch(payloads, { secret });
  const expired =
    prove === 'expired-token'
      ? await generateTestJWTBatch(payloads, { secret, issuedAt: new Date(Date.now() - TWO_DAYS_MS) })
      : [];
  return seeded.map(({ token_id, ...house }, index) => ({
    ...house,
    development_id: developmentId,
    token: (index % 2 === 1 ? expired[index] : undefined) ?? tokens[index]!,
    qr_token: deriveQrToken(secret, tenantId, token_id),
  }));
}
